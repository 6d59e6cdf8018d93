import { useEffect, useState } from "react";
import { api, read } from "~/api/client";

/** A job's output as it grows: each look asks only for what came after the last. */
export function useOutput(id: number, over: boolean): string {
  const [text, setText] = useState("");
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    let from = 0;
    setText("");
    async function look() {
      try {
        const piece = await read(
          api.GET("/api/jobs/{id}/output", { params: { path: { id }, query: { from } }, signal: stop.signal }),
        );
        if (piece.text) setText((before) => before + piece.text);
        from = piece.next;
        if (piece.done) return;
      } catch {
        // Cut short; the next look goes on where this one stood.
      }
      if (!stop.signal.aborted) timer = setTimeout(look, over ? 250 : 700);
    }
    void look();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [id, over]);
  return text;
}
