import { IconCircleCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import portal from "~/features/portal/Portal.module.css";
import { useTitle } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Empty } from "~/ui/States";
import classes from "../Catalogue.module.css";
import { ownApprovalsQuery, type Question, useDecide } from "../queries";
import { Absence } from "./Absence";
import { Decide } from "./Decide";

/** What waits for one's yes or no, who decides while one is away, and what one has decided. */
export function ApprovalsPage() {
  const { t } = useTranslation();
  useTitle(t("catalogue.approvals"));
  const approvals = useQuery(ownApprovalsQuery);
  return (
    <>
      <h1 className={portal.title}>{t("catalogue.approvals")}</h1>
      <Query of={approvals} rows={3}>
        {({ waiting, answered }) => (
          <>
            {waiting.length === 0 ? (
              <Empty
                icon={<IconCircleCheck size={28} stroke={1.5} />}
                title={t("catalogue.noApprovals")}
                hint={t("catalogue.noApprovalsHint")}
              />
            ) : (
              <div className={classes.list}>
                {waiting.map((one) => (
                  <One key={one.id} question={one} />
                ))}
              </div>
            )}
            <Absence />
            {answered.length > 0 && (
              <section>
                <h2 className={portal.heading}>{t("catalogue.answered")}</h2>
                <div className={classes.list}>
                  {answered.map((one) => (
                    <One key={one.id} question={one} />
                  ))}
                </div>
              </section>
            )}
          </>
        )}
      </Query>
    </>
  );
}

function One({ question }: { question: Question }) {
  const decide = useDecide(question.id);
  return <Decide question={question} deciding={decide.isPending} error={decide.error} onDecide={decide.mutate} />;
}
