interface Operation<Path, Body, Answer> {
  parameters: { query?: never; header?: never; cookie?: never } & Path;
  requestBody?: Body;
  responses: { 200: { headers: Record<string, unknown>; content: { "application/json": Answer } } };
}

export type BulkAction = "status" | "assignee" | "queue" | "tag" | "untag";

/** Routes that the generated document does not have yet; each goes when it does. */
export interface PendingPaths {
  "/api/tickets/bulk": {
    post: Operation<
      { path?: never },
      { content: { "application/json": { numbers: number[]; action: BulkAction; value: string } } },
      { done: number[]; refused: { number: number; why: string }[] }
    >;
  };
  "/api/technicians": {
    get: Operation<{ path?: never }, never, { id: number; name: string; openTickets: number }[]>;
  };
  "/api/tickets/{number}/attachments": {
    post: Operation<
      { path: { number: number } },
      { content: { "multipart/form-data": { file: string } } },
      { id: number }
    >;
  };
}
