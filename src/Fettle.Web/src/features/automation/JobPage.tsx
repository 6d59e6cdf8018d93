import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Command } from "~/ui/Command";
import { Page, Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { When } from "~/ui/When";
import { JobProgress } from "./JobProgress";
import classes from "./JobProgress.module.css";
import { jobQuery } from "./queries";

const route = getRouteApi("/signed-in/console/jobs/$id");

export function JobPage() {
  const { t } = useTranslation();
  const id = Number(route.useParams().id);
  const job = useQuery(jobQuery(id));
  return (
    <Page title={t("automation.job", { id })} lead={job.data?.title}>
      <Query of={job}>
        {(data) => (
          <>
            <Panel>
              <dl className={classes.facts}>
                <Fact name={t("tickets.fields.device")}>
                  <Link to="/devices/$id" params={{ id: String(data.deviceId) }}>
                    {data.deviceName}
                  </Link>
                </Fact>
                <Fact name={t("automation.by")}>{data.requestedByName ?? t("common.system")}</Fact>
                <Fact name={t("common.created")}>
                  <When at={data.createdAt} />
                </Fact>
                {data.finishedAt && (
                  <Fact name={t("automation.finished")}>
                    <When at={data.finishedAt} />
                  </Fact>
                )}
                {data.expiresAt && !data.finishedAt && (
                  <Fact name={t("common.expires")}>
                    <When at={data.expiresAt} />
                  </Fact>
                )}
                <Fact name={t("automation.timeLimit")}>
                  {t("automation.seconds", { count: data.timeLimitSeconds })}
                </Fact>
                {data.approvedByName && <Fact name={t("automation.approvedBy")}>{data.approvedByName}</Fact>}
                {data.exitCode !== null && <Fact name={t("automation.exitCode")}>{data.exitCode}</Fact>}
              </dl>
            </Panel>
            {data.commands.length > 0 && (
              <Panel title={t("automation.commands")}>
                <Command lines={data.commands} label={t("automation.commands")} />
              </Panel>
            )}
            <Panel title={t("automation.output")}>
              <JobProgress id={id} link={false} />
            </Panel>
          </>
        )}
      </Query>
    </Page>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="f-num">{children}</dd>
    </div>
  );
}
