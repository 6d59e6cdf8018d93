import { Button, Loader } from "@mantine/core";
import { IconRefresh, IconRosetteDiscountCheck, IconStethoscope } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { TicketPage } from "~/api/shapes";
import { may, useMe } from "~/app/session";
import { Panel } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Empty } from "~/ui/States";
import { Tag } from "~/ui/Tag";
import { When } from "~/ui/When";
import { Applied } from "./Applied";
import classes from "./Diagnosis.module.css";
import { Holds } from "./Holds";
import { diagnosisQuery, useStartCheckup } from "./queries";
import { Report } from "./Report";

/** A ticket's diagnosis: what was found on the device, what was done about it, and whether it holds. */
export function DiagnosisPanel({ ticket }: { ticket: TicketPage }) {
  const { t } = useTranslation();
  const me = useMe();
  const diagnosis = useQuery(diagnosisQuery(ticket.number));
  const start = useStartCheckup();
  const { device } = ticket;
  const current = diagnosis.data?.current ?? null;
  const busy = current?.status === "waiting" || current?.status === "running";
  const checkAgain = device && may(me, "runRemedies") && (
    <Button
      size="compact-sm"
      variant="subtle"
      leftSection={<IconRefresh size={15} />}
      loading={start.isPending}
      disabled={busy}
      onClick={() => start.mutate({ deviceId: device.id, ticketNumber: ticket.number, symptom: ticket.subject })}
    >
      {t(current ? "diagnosis.again" : "diagnosis.start")}
    </Button>
  );
  return (
    <Panel
      title={
        <span className={classes.title}>
          {t("diagnosis.title")}
          {diagnosis.data?.verified && (
            <Tag tone="green">
              <IconRosetteDiscountCheck size={14} aria-hidden />
              {t("diagnosis.verified")}
            </Tag>
          )}
        </span>
      }
      actions={checkAgain}
      flush
    >
      <Query of={diagnosis} rows={3}>
        {({ remedies, holds }) => (
          <>
            {remedies.map((remedy) => (
              <Applied key={remedy.jobId} remedy={remedy} />
            ))}
            {holds.length > 0 && <Holds holds={holds} />}
            {current ? (
              <>
                <div className={classes.meta} role="status">
                  {busy && <Loader size={14} />}
                  <span>{t(`diagnosis.status.${current.status}`)}</span>
                  <span>{current.deviceName}</span>
                  <When at={current.finishedAt ?? current.startedAt ?? current.requestedAt} />
                  {current.failure && <span>{current.failure}</span>}
                </div>
                <Report checkup={current} ticketNumber={ticket.number} />
              </>
            ) : (
              <Empty
                icon={<IconStethoscope size={26} stroke={1.5} />}
                title={t(device ? "diagnosis.none" : "diagnosis.noDevice")}
                hint={t(device ? "diagnosis.noneHint" : "diagnosis.noDeviceHint")}
              />
            )}
          </>
        )}
      </Query>
    </Panel>
  );
}
