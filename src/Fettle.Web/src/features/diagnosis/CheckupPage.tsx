import { Loader } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Page, Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { When } from "~/ui/When";
import classes from "./Diagnosis.module.css";
import { checkupQuery } from "./queries";
import { Report } from "./Report";

const route = getRouteApi("/signed-in/console/checkups/$id");

/** One check-up by itself: of a device that nobody complained about, or an earlier one of a ticket. */
export function CheckupPage() {
  const { t } = useTranslation();
  const id = Number(route.useParams().id);
  const checkup = useQuery(checkupQuery(id));
  return (
    <Page title={t("diagnosis.checkup", { id })}>
      <Query of={checkup}>
        {(data) => (
          <Panel flush>
            <div className={classes.meta} role="status">
              {(data.status === "running" || data.status === "waiting") && <Loader size={14} />}
              <span>{t(`diagnosis.status.${data.status}`)}</span>
              <Link to="/devices/$id" params={{ id: String(data.deviceId) }}>
                {data.deviceName}
              </Link>
              {data.ticketNumber && (
                <Link to="/tickets/$number" params={{ number: String(data.ticketNumber) }}>
                  #{data.ticketNumber}
                </Link>
              )}
              {data.symptom && <span>“{data.symptom}”</span>}
              <When at={data.finishedAt ?? data.requestedAt} />
              {data.failure && <span>{data.failure}</span>}
            </div>
            <Report checkup={data} ticketNumber={data.ticketNumber ?? undefined} />
          </Panel>
        )}
      </Query>
    </Page>
  );
}
