import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Snapshot as DeviceSnapshot } from "~/api/shapes";
import { bytes } from "~/ui/bytes";
import { When } from "~/ui/When";
import classes from "./Diagnosis.module.css";

/** The device as it was at that moment: who was at work, how loaded it was, what was full. */
export function Snapshot({ snapshot }: { snapshot: DeviceSnapshot }) {
  const { t, i18n } = useTranslation();
  const percent = (part: number) => `${Math.round(part * 100)} %`;
  const users = [...new Set(snapshot.usersAtWork.map((user) => user.name))];
  const disks = snapshot.fileSystems
    .map(({ key, fields }) => ({ mount: key, used: Number(fields.used), size: Number(fields.size) }))
    .filter((disk) => disk.size > 0)
    .sort((a, b) => b.used / b.size - a.used / a.size)
    .slice(0, 3);
  return (
    <dl className={classes.snapshot} aria-label={t("diagnosis.snapshot")}>
      <Reading name={t("devices.os")}>{snapshot.os}</Reading>
      <Reading name={t("devices.atWork")}>{users.join(", ") || t("tickets.nobody")}</Reading>
      {snapshot.bootedAt && (
        <Reading name={t("diagnosis.reading.booted")}>
          <When at={snapshot.bootedAt} />
        </Reading>
      )}
      {snapshot.load1 !== null && (
        <Reading name={t("diagnosis.reading.load")}>
          {snapshot.load1.toLocaleString(i18n.language, { maximumFractionDigits: 2 })}
        </Reading>
      )}
      {snapshot.memoryUsed !== null && (
        <Reading name={t("diagnosis.reading.memory")} high={snapshot.memoryUsed > 0.9}>
          {percent(snapshot.memoryUsed)}
        </Reading>
      )}
      {disks.length === 0 && snapshot.rootDiskUsed !== null && (
        <Reading name={t("diagnosis.reading.disk")} high={snapshot.rootDiskUsed > 0.9}>
          {percent(snapshot.rootDiskUsed)}
        </Reading>
      )}
      {disks.map((disk) => (
        <Reading key={disk.mount} name={disk.mount} high={disk.used / disk.size > 0.9}>
          {t("diagnosis.reading.of", {
            percent: percent(disk.used / disk.size),
            size: bytes(disk.size, i18n.language),
          })}
        </Reading>
      ))}
    </dl>
  );
}

function Reading({ name, high, children }: { name: string; high?: boolean; children: ReactNode }) {
  return (
    <div className={classes.reading} data-high={high || undefined}>
      <dt className="f-clip">{name}</dt>
      <dd className="f-num">{children}</dd>
    </div>
  );
}
