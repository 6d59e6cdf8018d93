import { Button, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DevicePage } from "~/api/shapes";
import { Panel } from "~/ui/Page";
import { When } from "~/ui/When";
import { sitesQuery } from "../people/queries";
import { PersonSelect } from "../service-desk/parts/PersonSelect";
import classes from "./Devices.module.css";
import { fieldName, fieldValue, sectionName } from "./fields";
import { useChangeDevice } from "./queries";

/** Who and where the device is, and its hardware at a glance. */
export function Overview({ device }: { device: DevicePage }) {
  const { t, i18n } = useTranslation();
  const change = useChangeDevice(device);
  const owner = device.ownerId === null ? null : { id: device.ownerId, name: device.ownerName ?? "" };
  const glance = ["hardware", "operatingSystem", "firmware"].flatMap(
    (section) => device.inventory.find((one) => one.section === section && one.items?.[0]) ?? [],
  );
  return (
    <div className={classes.sections}>
      <Panel title={t("devices.identity")}>
        <dl className={classes.facts}>
          <Fact name={t("common.name")}>
            {device.may.change ? (
              <Rename name={device.name} onRename={(name) => change.mutate({ name })} />
            ) : (
              device.name
            )}
          </Fact>
          <Fact name={t("common.organisation")}>{device.organisationName}</Fact>
          <Fact name={t("devices.site")}>
            <SiteOf device={device} onChange={(siteId) => change.mutate({ siteId })} />
          </Fact>
          <Fact name={t("devices.owner")}>
            {device.may.change ? (
              <PersonSelect
                bare
                label={t("devices.owner")}
                value={device.ownerId}
                known={owner}
                onChange={(ownerId) => change.mutate({ ownerId })}
              />
            ) : owner ? (
              <Link to="/people/$id" params={{ id: String(owner.id) }}>
                {owner.name}
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
      {glance.map(({ section, items }) => (
        <Panel key={section} title={sectionName(section, t)}>
          <dl className={classes.facts}>
            {Object.entries(items?.[0]?.fields ?? {}).map(([name, value]) => (
              <Fact key={name} name={fieldName(name)}>
                {fieldValue(name, value, i18n.language)}
              </Fact>
            ))}
          </dl>
        </Panel>
      ))}
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
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

function SiteOf({ device, onChange }: { device: DevicePage; onChange: (id: number | null) => void }) {
  const { t } = useTranslation();
  const sites = useQuery(sitesQuery(device.organisationId));
  const site = sites.data?.find((one) => one.id === device.siteId);
  if (!device.may.change) return site?.name ?? t("common.none");
  return (
    <Select
      size="xs"
      clearable
      aria-label={t("devices.site")}
      placeholder={t("common.none")}
      data={sites.data?.map((one) => ({ value: String(one.id), label: one.name })) ?? []}
      value={device.siteId === null ? null : String(device.siteId)}
      onChange={(id) => onChange(id === null ? null : Number(id))}
    />
  );
}
