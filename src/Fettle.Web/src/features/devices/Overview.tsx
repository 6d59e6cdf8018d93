import { Button, TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DevicePage } from "~/api/shapes";
import { may, useMe } from "~/app/session";
import { Panel } from "~/ui/Page";
import { When } from "~/ui/When";
import { PersonSelect } from "../service-desk/parts/PersonSelect";
import classes from "./Devices.module.css";
import { fieldName, fieldValue } from "./fields";
import { useRename } from "./queries";

/** Who and where the device is, and its hardware at a glance. */
export function Overview({ device }: { device: DevicePage }) {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const change = useRename(device.id);
  const glance = device.inventory
    .filter((one) => ["hardware", "operatingSystem", "firmware"].includes(one.section))
    .flatMap((one) => Object.entries(one.items[0]?.fields ?? {}).map(([name, value]) => ({ name, value })));
  return (
    <div className={classes.sections}>
      <Panel title={t("devices.identity")}>
        <dl className={classes.facts}>
          <Fact name={t("common.name")}>
            {may(me, "manageDevices") ? (
              <Rename name={device.name} onRename={(name) => change.mutate({ name })} />
            ) : (
              device.name
            )}
          </Fact>
          <Fact name={t("common.organisation")}>{device.organisation?.name}</Fact>
          <Fact name={t("devices.site")}>{device.site?.name ?? t("common.none")}</Fact>
          <Fact name={t("devices.owner")}>
            {may(me, "manageDevices") ? (
              <PersonSelect
                bare
                label={t("devices.owner")}
                value={device.owner?.id ?? null}
                known={device.owner}
                onChange={(ownerId) => change.mutate({ ownerId })}
              />
            ) : device.owner ? (
              <Link to="/people/$id" params={{ id: String(device.owner.id) }}>
                {device.owner.name}
              </Link>
            ) : (
              t("common.none")
            )}
          </Fact>
          <Fact name={t("devices.agent")}>{device.agentVersion}</Fact>
          <Fact name={t("devices.enrolled")}>
            <When at={device.enrolledAt} />
          </Fact>
        </dl>
      </Panel>
      {glance.length > 0 && (
        <Panel title={t("devices.glance")}>
          <dl className={classes.facts}>
            {glance.map(({ name, value }) => (
              <Fact key={name} name={fieldName(name)}>
                {fieldValue(name, value, i18n.language)}
              </Fact>
            ))}
          </dl>
        </Panel>
      )}
    </div>
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

function Rename({ name, onRename }: { name: string; onRename: (name: string) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() && text !== name) onRename(text.trim());
  };
  return (
    <form onSubmit={submit}>
      <TextInput
        size="xs"
        aria-label={t("common.name")}
        value={text}
        maxLength={120}
        onChange={(event) => setText(event.currentTarget.value)}
        rightSectionWidth={84}
        rightSection={
          text !== name && (
            <Button type="submit" size="compact-xs">
              {t("common.save")}
            </Button>
          )
        }
      />
    </form>
  );
}
