import { Tabs } from "@mantine/core";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
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
import { Tokens } from "./Tokens";

const Sorting = lazy(async () => ({ default: (await import("~/features/service-desk/sorting/Sorting")).Sorting }));
const MacroSettings = lazy(async () => ({
  default: (await import("~/features/service-desk/sorting/MacroSettings")).MacroSettings,
}));
const CatalogueSettings = lazy(async () => ({
  default: (await import("~/features/catalogue/settings/CatalogueSettings")).CatalogueSettings,
}));
const MovingIn = lazy(async () => ({ default: (await import("./moving/MovingIn")).MovingIn }));
const Teams = lazy(async () => ({ default: (await import("~/features/service-desk/sorting/Teams")).Teams }));
const Rules = lazy(async () => ({ default: (await import("~/features/service-desk/rules/Rules")).Rules }));
const Webhooks = lazy(async () => ({ default: (await import("~/features/service-desk/rules/Webhooks")).Webhooks }));

const Templates = lazy(async () => ({
  default: (await import("~/features/service-desk/templates/Templates")).Templates,
}));
const VendorBook = lazy(async () => ({
  default: (await import("~/features/service-desk/vendors/VendorBook")).VendorBook,
}));
const WebForms = lazy(async () => ({ default: (await import("./forms/WebForms")).WebForms }));

const route = getRouteApi("/signed-in/console/settings");
const own = ["profile", "security", "sessions", "tokens"] as const;

export function SettingsPage() {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const asked = route.useSearch().tab;
  const tabs = [
    ...own,
    ...(may(me, "workTickets") ? (["macros"] as const) : []),
    ...(may(me, "manageServiceDesk")
      ? ([
          "queues",
          "teams",
          "sorting",
          "templates",
          "catalogue",
          "serviceLevels",
          "rules",
          "webhooks",
          "vendors",
          "webForms",
        ] as const)
      : []),
    ...(may(me, "viewTickets") ? (["mail"] as const) : []),
    ...(may(me, "administer") ? (["movingIn", "organisations"] as const) : []),
  ];
  const tab = tabs.find((one) => one === asked) ?? "profile";
  return (
    <Page title={t("shell.nav.settings")}>
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(next) => void navigate({ to: "/settings", search: { tab: next ?? undefined }, replace: true })}
      >
        <Tabs.List mb="md">
          {tabs.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`settings.tabs.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="profile">
          <Profile />
        </Tabs.Panel>
        <Tabs.Panel value="security">
          <Security />
        </Tabs.Panel>
        <Tabs.Panel value="sessions">
          <Sessions />
        </Tabs.Panel>
        <Tabs.Panel value="tokens">
          <Tokens />
        </Tabs.Panel>
        <Tabs.Panel value="queues">
          <Queues />
        </Tabs.Panel>
        <Tabs.Panel value="mail">
          <Mail />
        </Tabs.Panel>
        <Tabs.Panel value="serviceLevels">
          <ServiceLevels />
        </Tabs.Panel>
        <Tabs.Panel value="macros">
          <Suspense fallback={<Loading rows={3} />}>
            <MacroSettings />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="teams">
          <Suspense fallback={<Loading rows={3} />}>
            <Teams />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="sorting">
          <Suspense fallback={<Loading rows={3} />}>
            <Sorting />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="rules">
          <Suspense fallback={<Loading rows={3} />}>
            <Rules />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="webhooks">
          <Suspense fallback={<Loading rows={3} />}>
            <Webhooks />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="catalogue">
          <Suspense fallback={<Loading rows={3} />}>
            <CatalogueSettings />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="templates">
          <Suspense fallback={<Loading rows={3} />}>
            <Templates />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="vendors">
          <Suspense fallback={<Loading rows={3} />}>
            <VendorBook />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="webForms">
          <Suspense fallback={<Loading rows={3} />}>
            <WebForms />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="movingIn">
          <Suspense fallback={<Loading rows={3} />}>
            <MovingIn />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="organisations">
          <Organisations />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
