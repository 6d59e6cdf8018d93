import { SegmentedControl, Select, useMantineColorScheme } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useMe } from "~/app/session";
import { usePreferences } from "~/app/shell/preferences";
import { isLanguage, languages } from "~/i18n";
import { Panel } from "~/ui/Page";
import { RoleTag } from "../people/roles";
import classes from "./Settings.module.css";

const themes = ["light", "dark", "auto"] as const;

export function Profile() {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const choose = usePreferences();
  const { colorScheme } = useMantineColorScheme();
  return (
    <div className={classes.stack}>
      <Panel title={t("settings.you")}>
        <dl className={classes.facts}>
          <dt>{t("common.name")}</dt>
          <dd>{me.person?.name}</dd>
          <dt>{t("common.email")}</dt>
          <dd>{me.person?.email}</dd>
          <dt>{t("people.roles")}</dt>
          <dd className={classes.tags}>
            {[...new Set(me.roles.map((held) => held.role))].map((role) => (
              <RoleTag key={role} role={role} />
            ))}
          </dd>
        </dl>
      </Panel>
      <Panel title={t("settings.look")}>
        <div className={classes.form}>
          <SegmentedControl
            aria-label={t("shell.theme.title")}
            data={themes.map((value) => ({ value, label: t(`shell.theme.${value}`) }))}
            value={colorScheme}
            onChange={(theme) => choose({ theme: theme as (typeof themes)[number] })}
          />
          <Select
            label={t("shell.language")}
            allowDeselect={false}
            data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
            value={i18n.language}
            onChange={(language) => isLanguage(language) && choose({ language })}
          />
        </div>
      </Panel>
    </div>
  );
}
