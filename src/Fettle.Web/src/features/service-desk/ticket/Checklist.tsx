import { Checkbox, CloseButton, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { useTicketChanged } from "./queries";
import classes from "./Ticket.module.css";

/** What is to be done on the ticket; a tick says who did it. */
export function Checklist({ number }: { number: number }) {
  const { t } = useTranslation();
  const changed = useTicketChanged(number);
  const path = { number };
  const list = useQuery({
    queryKey: ["ticket", String(number), "checklist"],
    queryFn: ({ signal }) => read(api.GET("/api/tickets/{number}/checklist", { params: { path }, signal })),
  });
  const add = useMutation({
    mutationFn: (texts: string[]) =>
      read(api.POST("/api/tickets/{number}/checklist", { params: { path }, body: { texts } })),
    onSettled: changed,
  });
  const tick = useMutation({
    mutationFn: ({ checkId, done }: { checkId: number; done: boolean }) =>
      read(
        api.PUT("/api/tickets/{number}/checklist/{checkId}", {
          params: { path: { number, checkId } },
          body: { done, text: null },
        }),
      ),
    onSettled: changed,
  });
  const remove = useMutation({
    mutationFn: (checkId: number) =>
      read(api.DELETE("/api/tickets/{number}/checklist/{checkId}", { params: { path: { number, checkId } } })),
    onSettled: changed,
  });
  const [text, setText] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const texts = text
      .split("\n")
      .map((one) => one.trim())
      .filter(Boolean);
    if (texts.length > 0) add.mutate(texts, { onSuccess: () => setText("") });
  };
  const checks = list.data ?? [];
  const done = checks.filter((one) => one.done).length;
  return (
    <div className={classes.detail}>
      <h3>
        {t("work.checklist")}
        {checks.length > 0 && ` · ${done}/${checks.length}`}
      </h3>
      <ul className={classes.checks}>
        {checks.map((one) => (
          <li key={one.id}>
            <Checkbox
              size="xs"
              label={one.text}
              checked={one.done}
              title={one.doneBy ? t("work.doneBy", { name: one.doneBy.name }) : undefined}
              onChange={(event) => tick.mutate({ checkId: one.id, done: event.currentTarget.checked })}
            />
            <CloseButton size="xs" aria-label={t("common.remove")} onClick={() => remove.mutate(one.id)} />
          </li>
        ))}
      </ul>
      <form onSubmit={submit}>
        <TextInput
          size="xs"
          mt={4}
          maxLength={300}
          placeholder={t("work.addCheck")}
          aria-label={t("work.addCheck")}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </form>
    </div>
  );
}
