import { Menu, useMantineColorScheme } from "@mantine/core";
import {
  IconCheck,
  IconDeviceLaptop,
  IconKeyboard,
  IconLanguage,
  IconLifebuoy,
  IconLogout,
  IconMoon,
  IconSelector,
  IconSun,
  IconUserCog,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMe } from "~/app/session";
import { useSignOut } from "~/app/signOut";
import { isLanguage, type Language, languages } from "~/i18n";
import { Avatar } from "~/ui/Avatar";
import classes from "./PersonMenu.module.css";
import { usePreferences } from "./preferences";

const themes = [
  { value: "light", icon: IconSun },
  { value: "dark", icon: IconMoon },
  { value: "auto", icon: IconDeviceLaptop },
] as const;

/** Who is signed in; their appearance, language and the way out. */
export function PersonMenu({ onShortcuts }: { onShortcuts?: () => void }) {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const signOut = useSignOut();
  const { colorScheme } = useMantineColorScheme();
  const choose = usePreferences();
  const name = me.person?.name ?? "";
  return (
    <Menu width={230}>
      <Menu.Target>
        <button type="button" className={classes.person}>
          <Avatar name={name} />
          <span className={`${classes.name} f-clip`}>{name}</span>
          <IconSelector size={16} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("shell.theme.title")}</Menu.Label>
        {themes.map(({ value, icon: Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={16} />}
            rightSection={colorScheme === value && <IconCheck size={14} />}
            onClick={() => choose({ theme: value })}
          >
            {t(`shell.theme.${value}`)}
          </Menu.Item>
        ))}
        <Menu.Label>{t("shell.language")}</Menu.Label>
        {(Object.keys(languages) as Language[]).map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            leftSection={<IconLanguage size={16} />}
            rightSection={isLanguage(i18n.language) && i18n.language === language && <IconCheck size={14} />}
            onClick={() => choose({ language })}
          >
            {languages[language]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconUserCog size={16} />} component={Link} to="/settings">
          {t("shell.nav.settings")}
        </Menu.Item>
        <Menu.Item leftSection={<IconLifebuoy size={16} />} component={Link} to="/help">
          {t("shell.portal")}
        </Menu.Item>
        {onShortcuts && (
          <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={onShortcuts}>
            {t("shell.shortcuts.title")}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={signOut}>
          {t("shell.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
