import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { may, useMe } from "~/app/session";
import { Page } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Tag } from "~/ui/Tag";
import { BouncedAddress } from "../service-desk/mail/BouncedAddress";
import { TicketList } from "../service-desk/parts/TicketList";
import { Account } from "./Account";
import { EditPerson } from "./EditPerson";
import classes from "./People.module.css";
import { personQuery, useSetDisabled, useVerify } from "./queries";
import { ReportsTo } from "./ReportsTo";
import { RolesOf } from "./RolesOf";

const route = getRouteApi("/signed-in/console/people/$id");

export function PersonPage() {
  const { t } = useTranslation();
  const me = useMe();
  const id = Number(route.useParams().id);
  const person = useQuery(personQuery(id));
  const setDisabled = useSetDisabled(id);
  const verify = useVerify(id);
  return (
    <Query of={person}>
      {(data) => (
        <Page
          title={data.name}
          lead={
            <span className={classes.name}>
              {data.email && <a href={`mailto:${data.email}`}>{data.email}</a>}
              {data.phones.map((phone) => (
                <a key={phone} href={`tel:${phone}`}>
                  {phone}
                </a>
              ))}
              <span>{data.organisation}</span>
              {data.state !== "active" && (
                <Tag tone={data.state === "disabled" ? "red" : "blue"}>{t(`people.state.${data.state}`)}</Tag>
              )}
              {data.unverifiedSince && <Tag tone="amber">{t("receiving.unverified")}</Tag>}
            </span>
          }
          actions={
            data.mayChange && (
              <>
                {data.unverifiedSince && (
                  <Button variant="default" loading={verify.isPending} onClick={() => verify.mutate()}>
                    {t("receiving.verify")}
                  </Button>
                )}
                <EditPerson person={data} />
                {data.id !== me.person?.id && (
                  <Button
                    variant="default"
                    loading={setDisabled.isPending}
                    onClick={() => setDisabled.mutate(data.state !== "disabled")}
                  >
                    {t(data.state === "disabled" ? "people.enable" : "people.disable")}
                  </Button>
                )}
              </>
            )
          }
        >
          {data.email && may(me, "viewTickets") && <BouncedAddress address={data.email} />}
          <RolesOf person={data} />
          <ReportsTo person={data} />
          <Account person={data} />
          <Tickets id={id} />
        </Page>
      )}
    </Query>
  );
}

function Tickets({ id }: { id: number }) {
  const { t } = useTranslation();
  const tickets = useQuery({
    queryKey: ["tickets", "requester", id],
    queryFn: ({ signal }) =>
      read(api.GET("/api/tickets", { params: { query: { requesterId: id, limit: 50 } }, signal })),
  });
  return (
    <TicketList
      of={tickets}
      title={t("people.tickets")}
      label={t("people.tickets")}
      empty={{ title: t("people.noTickets") }}
    />
  );
}
