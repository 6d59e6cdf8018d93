import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import type { Person } from "~/api/shapes";
import { Command } from "~/ui/Command";
import { Panel } from "~/ui/Page";
import { Tag } from "~/ui/Tag";
import { useConfirm } from "~/ui/useConfirm";
import classes from "./People.module.css";
import { usePersonChanged } from "./queries";

/** How somebody signs in, and the two ways to help when they cannot. */
export function Account({ person }: { person: Person }) {
  const { t } = useTranslation();
  const changed = usePersonChanged(person.id);
  const [dialog, confirm] = useConfirm();
  const params = { path: { id: person.id } };
  const link = useMutation({ mutationFn: () => read(api.POST("/api/people/{id}/password-link", { params })) });
  const reset = useMutation({
    mutationFn: () => read(api.DELETE("/api/people/{id}/second-factor", { params })),
    onSuccess: changed,
  });
  return (
    <Panel title={t("people.account.title")}>
      {dialog}
      <div className={classes.roles}>
        <span className={classes.name}>
          <span className="f-dim">{t("people.account.names")}</span>
          {person.accounts.map((account) => (
            <Tag key={account}>{account}</Tag>
          ))}
          {person.accounts.length === 0 && t("common.none")}
        </span>
        <span className={classes.name}>
          <span className="f-dim">{t("people.account.secondFactor")}</span>
          {person.totp && <Tag tone="green">{t("settings.totp")}</Tag>}
          {person.passkeys > 0 && <Tag tone="green">{t("settings.passkeys")}</Tag>}
          {!person.totp && person.passkeys === 0 && t("common.none")}
        </span>
        {link.data && (
          <>
            <span>{t("people.linkHint", { name: person.name })}</span>
            <Command lines={[new URL(link.data.link, window.location.href).href]} label={t("people.account.link")} />
          </>
        )}
        {person.mayChange && (
          <span className={classes.name}>
            <Button variant="default" loading={link.isPending} onClick={() => link.mutate()}>
              {t("people.account.link")}
            </Button>
            {(person.totp || person.passkeys > 0) && (
              <Button
                variant="default"
                onClick={() =>
                  confirm({
                    title: t("people.account.reset"),
                    text: t("people.account.resetHint", { name: person.name }),
                    action: t("people.account.reset"),
                    run: () => reset.mutate(),
                  })
                }
              >
                {t("people.account.reset")}
              </Button>
            )}
          </span>
        )}
      </div>
    </Panel>
  );
}
