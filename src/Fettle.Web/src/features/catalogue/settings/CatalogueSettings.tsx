import { Button, Modal } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { useMe } from "~/app/session";
import settings from "~/features/settings/Settings.module.css";
import { notifyDone } from "~/ui/notify";
import { Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Empty, Loading } from "~/ui/States";
import { Tag } from "~/ui/Tag";
import { ownReach } from "../../service-desk/promises/ownReach";
import classes from "../Catalogue.module.css";
import { serviceQuery, servicesQuery } from "../queries";
import { ServiceIcon } from "../ServiceIcon";
import { EditService } from "./EditService";

/** The services that people can ask for; each opens its editor. */
export function CatalogueSettings() {
  const { t } = useTranslation();
  const me = useMe();
  const cache = useQueryClient();
  const services = useQuery(servicesQuery);
  const [editing, edit] = useState<number | "new" | null>(null);
  const install = useMutation({
    mutationFn: () => read(api.POST("/api/services/shipped", { body: { organisationId: ownReach(me) } })),
    onSuccess: async ({ installed }) => {
      notifyDone(t("catalogue.installed", { count: installed }));
      await cache.invalidateQueries({ queryKey: ["services"] });
    },
  });
  const organisation = (id: number | null) => me.organisations.find((one) => one.id === id)?.name;
  return (
    <Panel
      title={t("settings.tabs.catalogue")}
      flush
      actions={
        <span className={classes.head}>
          <Button variant="default" size="compact-sm" loading={install.isPending} onClick={() => install.mutate()}>
            {t("catalogue.install")}
          </Button>
          <Button variant="default" size="compact-sm" onClick={() => edit("new")}>
            {t("catalogue.newService")}
          </Button>
        </span>
      }
    >
      <Query of={services} rows={4}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={t("catalogue.noServices")} hint={t("catalogue.noServicesHint")} />
          ) : (
            <ul className={settings.list}>
              {rows.map((row) => (
                <li key={row.id}>
                  <span className={classes.head}>
                    <ServiceIcon name={row.icon} size={18} />
                    <strong>{row.name}</strong>
                    {row.retired && <Tag>{t("catalogue.retired")}</Tag>}
                  </span>
                  <span className="f-dim">
                    {[
                      organisation(row.organisationId) ?? t("catalogue.everybody"),
                      row.category,
                      t("catalogue.counts", { fields: row.fields, approvals: row.approvals, tasks: row.tasks }),
                      t("catalogue.asked", { count: row.requests }),
                    ]
                      .filter(Boolean)
                      .join(" · ")}
                  </span>
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    aria-label={t("catalogue.editOf", { name: row.name })}
                    onClick={() => edit(row.id)}
                  >
                    {t(row.mayChange ? "common.edit" : "catalogue.look")}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Query>
      <Modal opened={editing !== null} onClose={() => edit(null)} title={t("catalogue.service")} size="xl">
        {editing === "new" ? (
          <EditService onDone={() => edit(null)} />
        ) : (
          editing !== null && <Existing id={editing} onDone={() => edit(null)} />
        )}
      </Modal>
    </Panel>
  );
}

function Existing({ id, onDone }: { id: number; onDone: () => void }) {
  const service = useQuery({ ...serviceQuery(id), staleTime: 0, gcTime: 0 });
  return service.data && !service.isFetching ? (
    <EditService view={service.data} onDone={onDone} />
  ) : (
    <Loading rows={5} />
  );
}
