import { NativeSelect } from "@mantine/core";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { type ComponentType, lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { Me } from "~/api/shapes";
import { may, useMe } from "~/app/session";
import { Page } from "~/ui/Page";
import { Loading } from "~/ui/States";
import { ServiceLevels } from "../service-desk/promises/ServiceLevels";
import { Mail } from "./mail/Mail";
import { Organisations } from "./Organisations";
import { Profile } from "./Profile";
import { Queues } from "./Queues";
import { Security } from "./Security";
import { Sessions } from "./Sessions";
import classes from "./SettingsPage.module.css";
import { Tokens } from "./Tokens";

const parts = {
  profile: Profile,
  security: Security,
  sessions: Sessions,
  tokens: Tokens,
  macros: lazy(async () => ({
    default: (await import("~/features/service-desk/sorting/MacroSettings")).MacroSettings,
  })),
  queues: Queues,
  teams: lazy(async () => ({ default: (await import("~/features/service-desk/sorting/Teams")).Teams })),
  sorting: lazy(async () => ({ default: (await import("~/features/service-desk/sorting/Sorting")).Sorting })),
  templates: lazy(async () => ({
    default: (await import("~/features/service-desk/templates/Templates")).Templates,
  })),
  catalogue: lazy(async () => ({
    default: (await import("~/features/catalogue/settings/CatalogueSettings")).CatalogueSettings,
  })),
  serviceLevels: ServiceLevels,
  rules: lazy(async () => ({ default: (await import("~/features/service-desk/rules/Rules")).Rules })),
  mail: Mail,
  webForms: lazy(async () => ({ default: (await import("./forms/WebForms")).WebForms })),
  webhooks: lazy(async () => ({ default: (await import("~/features/service-desk/rules/Webhooks")).Webhooks })),
  vendors: lazy(async () => ({ default: (await import("~/features/service-desk/vendors/VendorBook")).VendorBook })),
  organisations: Organisations,
  movingIn: lazy(async () => ({ default: (await import("./moving/MovingIn")).MovingIn })),
} satisfies Record<string, ComponentType>;

type Part = keyof typeof parts;

const route = getRouteApi("/signed-in/console/settings");

export function SettingsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const asked = route.useSearch().tab;
  const groups = groupsFor(useMe());
  const tab = groups.flatMap((group) => group.parts).find((part) => part === asked) ?? "profile";
  const Shown: ComponentType = parts[tab];
  return (
    <Page title={t("shell.nav.settings")}>
      <div className={classes.page}>
        <nav className={classes.nav} aria-label={t("shell.nav.settings")}>
          {groups.map((group) => (
            <section key={group.name}>
              <h2>{t(`settings.groups.${group.name}`)}</h2>
              {group.parts.map((part) => (
                <Link
                  key={part}
                  to="/settings"
                  search={{ tab: part }}
                  replace
                  className={classes.link}
                  data-here={part === tab || undefined}
                  aria-current={part === tab ? "page" : undefined}
                >
                  {t(`settings.tabs.${part}`)}
                </Link>
              ))}
            </section>
          ))}
        </nav>
        <NativeSelect
          className={classes.select}
          aria-label={t("shell.nav.settings")}
          value={tab}
          onChange={(event) =>
            void navigate({ to: "/settings", search: { tab: event.currentTarget.value }, replace: true })
          }
          data={groups.map((group) => ({
            group: t(`settings.groups.${group.name}`),
            items: group.parts.map((part) => ({ value: part, label: t(`settings.tabs.${part}`) })),
          }))}
        />
        <div className={classes.shown}>
          <Suspense fallback={<Loading rows={3} />}>
            <Shown />
          </Suspense>
        </div>
      </div>
    </Page>
  );
}

function groupsFor(me: Me) {
  const manages = may(me, "manageServiceDesk");
  const groups: { name: "own" | "desk" | "ways" | "house"; parts: Part[] }[] = [
    { name: "own", parts: ["profile", "security", "sessions", "tokens", ...when(may(me, "workTickets"), "macros")] },
    {
      name: "desk",
      parts: when(manages, "queues", "teams", "sorting", "templates", "catalogue", "serviceLevels", "rules"),
    },
    {
      name: "ways",
      parts: [...when(may(me, "viewTickets"), "mail"), ...when(manages, "webForms", "webhooks", "vendors")],
    },
    { name: "house", parts: when(may(me, "administer"), "organisations", "movingIn") },
  ];
  return groups.filter((group) => group.parts.length > 0);
}

function when(allowed: boolean, ...some: Part[]) {
  return allowed ? some : [];
}
