import { IconShoppingBag } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import portal from "~/features/portal/Portal.module.css";
import { useTitle } from "~/ui/Page";
import { Query } from "~/ui/Query";
import { Empty } from "~/ui/States";
import classes from "../Catalogue.module.css";
import { type Offered, offeredQuery } from "../queries";
import { ServiceIcon } from "../ServiceIcon";

/** What one can ask for, by category. */
export function ServicesPage() {
  const { t } = useTranslation();
  useTitle(t("catalogue.ask"));
  const services = useQuery(offeredQuery);
  return (
    <>
      <div>
        <h1 className={portal.title}>{t("catalogue.ask")}</h1>
        <p className={portal.lead}>{t("catalogue.askHint")}</p>
      </div>
      <Query of={services} rows={4}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty
              icon={<IconShoppingBag size={28} stroke={1.5} />}
              title={t("catalogue.nothing")}
              hint={t("catalogue.nothingHint")}
            />
          ) : (
            <div>
              {[...new Set(rows.map((one) => one.category))].map((category) => (
                <section key={category}>
                  {category && <h2 className={classes.group}>{category}</h2>}
                  <ul className={classes.services}>
                    {rows
                      .filter((one) => one.category === category)
                      .map((one) => (
                        <li key={one.id}>
                          <Card service={one} />
                        </li>
                      ))}
                  </ul>
                </section>
              ))}
            </div>
          )
        }
      </Query>
    </>
  );
}

function Card({ service }: { service: Offered }) {
  const { t } = useTranslation();
  return (
    <Link to="/help/services/$id" params={{ id: String(service.id) }} className={classes.service}>
      <span className={classes.icon}>
        <ServiceIcon name={service.icon} />
      </span>
      <span className={classes.name}>{service.name}</span>
      <span className={classes.text}>
        {service.description}
        {service.expectedDays != null && (
          <>
            <br />
            {t("catalogue.expected", { count: service.expectedDays })}
          </>
        )}
      </span>
    </Link>
  );
}
