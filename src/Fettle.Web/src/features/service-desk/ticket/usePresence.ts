import { useEffect, useRef, useState } from "react";
import { api } from "~/api/client";
import { onNudge } from "~/app/live";
import { useMe } from "~/app/session";

type Doing = "looking" | "typing" | "left";

// A word holds for three quarters of a minute; it is repeated well before.
const lasts = 45_000;
const repeats = 20_000;

/** Who else is at this ticket, and who of them writes. Says the same of the reader; nothing of it is kept anywhere. */
export function usePresence(number: number, writing: boolean): Map<number, "looking" | "typing"> {
  const me = useMe().person?.id;
  const [others, setOthers] = useState(new Map<number, { doing: "looking" | "typing"; at: number }>());
  const doing = useRef<Doing>("looking");
  doing.current = writing ? "typing" : "looking";

  useEffect(() => {
    const say = (what: Doing) => {
      if (document.visibilityState === "visible" || what === "left")
        void api.PUT("/api/tickets/{number}/presence", { params: { path: { number } }, body: { doing: what } });
    };
    const known = new Set<number>();
    const heard = onNudge((nudge) => {
      const { topic, who } = nudge;
      if (Number(nudge.id) !== number || who == null || who === me) return;
      if (topic !== "looking" && topic !== "typing" && topic !== "left") return;
      // Somebody new has not heard of us yet.
      if (topic !== "left" && !known.has(who)) say(doing.current);
      if (topic === "left") known.delete(who);
      else known.add(who);
      setOthers((before) => {
        const after = new Map(before);
        if (topic === "left") after.delete(who);
        else after.set(who, { doing: topic, at: Date.now() });
        return after;
      });
    });
    const timer = setInterval(() => {
      say(doing.current);
      setOthers((before) => new Map([...before].filter(([, one]) => Date.now() - one.at < lasts)));
    }, repeats);
    return () => {
      heard();
      clearInterval(timer);
      say("left");
    };
  }, [number, me]);

  useEffect(() => {
    void api.PUT("/api/tickets/{number}/presence", {
      params: { path: { number } },
      body: { doing: writing ? "typing" : "looking" },
    });
  }, [number, writing]);

  return new Map([...others].map(([id, one]) => [id, one.doing]));
}
