import { Button } from "@mantine/core";
import { IconSpeakerphone } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { may, useMe } from "~/app/session";
import { Page, Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Empty } from "~/ui/States";
import { Table } from "~/ui/Table";
import { Tag } from "~/ui/Tag";
import { toMinute } from "~/ui/time";
import { When } from "~/ui/When";
import classes from "../changes/Changes.module.css";
import { EditAnnouncement } from "./EditAnnouncement";
import { announcementsQuery, majorIncidentsQuery, useMajor } from "./queries";

const tones = { info: "blue", warning: "amber", critical: "red" } as const;

/** What does not work for many, and what everybody is told. */
export function OutagesPage() {
  const { t } = useTranslation();
  const me = useMe();
  const majors = useQuery(majorIncidentsQuery);
  return (
    <Page
      title={t("shell.nav.outages")}
      actions={may(me, "manageServiceDesk") && <EditAnnouncement label={t("major.announce")} />}
    >
      <Panel title={t("major.majors")} flush>
        <Query of={majors} rows={2}>
          {(rows) =>
            rows.length === 0 ? (
              <Empty title={t("major.none")} hint={t("major.noneHint")} />
            ) : (
              <Table
                label={t("major.majors")}
                rows={rows}
                rowKey={(row) => row.number}
                columns={[
                  {
                    key: "subject",
                    head: t("tickets.fields.subject"),
                    cell: (row) => (
                      <Link to="/tickets/$number" params={{ number: String(row.number) }}>
                        #{row.number} {row.subject}
                      </Link>
                    ),
                  },
                  {
                    key: "state",
                    head: t("common.status"),
                    cell: (row) => (
                      <Tag tone={row.endedAt ? "grey" : "red"}>{t(row.endedAt ? "major.ended" : "major.lasts")}</Tag>
                    ),
                  },
                  { key: "affected", head: t("major.tickets"), align: "end", wide: true, cell: (row) => row.affected },
                  {
                    key: "started",
                    head: t("major.started"),
                    align: "end",
                    wide: true,
                    cell: (row) => <When at={row.startedAt} />,
                  },
                ]}
              />
            )
          }
        </Query>
      </Panel>
      <Announcements />
    </Page>
  );
}

function Announcements() {
  const { t, i18n } = useTranslation();
  const announcements = useQuery(announcementsQuery);
  const withdraw = useMajor((id: number) => read(api.DELETE("/api/announcements/{id}", { params: { path: { id } } })));
  return (
    <Panel title={t("major.announcements")} flush>
      <Query of={announcements} rows={2}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty
              icon={<IconSpeakerphone size={28} stroke={1.5} />}
              title={t("major.noAnnouncements")}
              hint={t("major.noAnnouncementsHint")}
            />
          ) : (
            <ul className={classes.rows}>
              {rows.map((row) => (
                <li key={row.id}>
                  <Tag tone={tones[row.severity]}>{t(`major.kind.${row.kind}`)}</Tag>
                  <strong>{row.title}</strong>
                  <span className={classes.dim}>
                    {t("changes.fromTo", {
                      from: toMinute(row.from, i18n.language),
                      to: toMinute(row.until, i18n.language),
                    })}
                  </span>
                  {row.shown && <Tag tone="green">{t("major.shown")}</Tag>}
                  {row.mayChange && (
                    <span className={classes.actions}>
                      <EditAnnouncement label={t("common.edit")} announcement={row} />
                      <Button variant="subtle" color="red" size="compact-sm" onClick={() => withdraw.mutate(row.id)}>
                        {t("major.withdraw")}
                      </Button>
                    </span>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Query>
    </Panel>
  );
}
