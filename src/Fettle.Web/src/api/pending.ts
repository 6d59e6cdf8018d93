interface Operation<Path, Body, Answer> {
  parameters: { query?: never; header?: never; cookie?: never } & Path;
  requestBody?: Body;
  responses: { 200: { headers: Record<string, unknown>; content: { "application/json": Answer } } };
}

/** Routes that the generated document does not have yet; each goes when it does. */
export interface PendingPaths {
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
