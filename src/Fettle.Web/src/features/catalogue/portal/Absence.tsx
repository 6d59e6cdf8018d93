import { Alert, Button, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { messageOf } from "~/api/problem";
import portal from "~/features/portal/Portal.module.css";
import { toMinute } from "~/ui/time";
import classes from "../Catalogue.module.css";
import { delegationsQuery } from "../queries";
import { LookUp } from "./LookUp";

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toLocaleDateString("sv");

/** Who decides while one is away, and for whom one does. */
export function Absence() {
  const { t, i18n } = useTranslation();
  const cache = useQueryClient();
  const delegations = useQuery(delegationsQuery);
  const refresh = () => cache.invalidateQueries({ queryKey: ["portal"] });
  const [adding, setAdding] = useState(false);
  const [who, setWho] = useState<string | null>(null);
  const [from, setFrom] = useState(() => day(0));
  const [until, setUntil] = useState(() => day(14));
  const name = useMutation({
    meta: { quiet: true },
    mutationFn: () =>
      read(
        api.POST("/api/portal/delegations", {
          body: {
            delegateId: Number(who),
            from: new Date(`${from}T00:00`).toISOString(),
            until: new Date(`${until}T23:59`).toISOString(),
          },
        }),
      ),
    onSuccess: () => {
      setAdding(false);
      return refresh();
    },
  });
  const end = useMutation({
    mutationFn: (id: number) => read(api.DELETE("/api/portal/delegations/{id}", { params: { path: { id } } })),
    onSettled: refresh,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (who) name.mutate();
  };
  return (
    <section className={classes.question} aria-label={t("catalogue.away.title")}>
      <div className={classes.head}>
        <h2 className={portal.heading}>{t("catalogue.away.title")}</h2>
        {!adding && (
          <Button variant="default" size="xs" onClick={() => setAdding(true)}>
            {t("catalogue.away.add")}
          </Button>
        )}
      </div>
      {(delegations.data?.length ?? 0) === 0 && !adding && <p className={classes.meta}>{t("catalogue.away.none")}</p>}
      <ul className={classes.said}>
        {delegations.data?.map((one) => (
          <li key={one.id} className={classes.foot}>
            <span>
              {one.mine
                ? t("catalogue.away.mine", { name: one.delegate.name })
                : t("catalogue.away.for", { name: one.person.name })}{" "}
              <span className="f-dim">
                {toMinute(one.from, i18n.language)} – {toMinute(one.until, i18n.language)}
              </span>
            </span>
            <Button variant="subtle" size="compact-sm" onClick={() => end.mutate(one.id)}>
              {t("catalogue.away.end")}
            </Button>
          </li>
        ))}
      </ul>
      {adding && (
        <form onSubmit={submit} className={classes.panel}>
          {name.error && (
            <Alert color="red" role="alert">
              {messageOf(name.error)}
            </Alert>
          )}
          <LookUp kind="person" label={t("catalogue.away.who")} value={who} error={false} onChange={setWho} />
          <div className={classes.line}>
            <TextInput
              type="date"
              label={t("catalogue.away.from")}
              value={from}
              onChange={(event) => setFrom(event.currentTarget.value)}
            />
            <TextInput
              type="date"
              label={t("catalogue.away.until")}
              value={until}
              onChange={(event) => setUntil(event.currentTarget.value)}
            />
            <Button type="submit" loading={name.isPending} disabled={!who || !from || !until}>
              {t("common.save")}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}
