import { Link } from "@tanstack/react-router";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { DeviceRow } from "~/api/shapes";
import { Tag } from "~/ui/Tag";
import { When } from "~/ui/When";
import { PresenceDot } from "../service-desk/parts/labels";
import classes from "./Devices.module.css";

export function DeviceHead() {
  const { t } = useTranslation();
  return (
    <div className={classes.headCells} role="presentation">
      <span role="columnheader">
        <span className="f-hidden">{t("devices.presence.title")}</span>
      </span>
      <span role="columnheader">{t("common.name")}</span>
      <span role="columnheader">{t("devices.atWork")}</span>
      <span role="columnheader" className={classes.organisation}>
        {t("common.organisation")}
      </span>
      <span role="columnheader" className={classes.os}>
        {t("devices.os")}
      </span>
      <span role="columnheader">{t("devices.findings")}</span>
      <span role="columnheader" className={classes.end}>
        {t("devices.seen")}
      </span>
    </div>
  );
}

interface Props {
  row: DeviceRow;
  organisation: string | undefined;
  phone: boolean;
}

export const DeviceCells = memo(function DeviceCells({ row, organisation, phone }: Props) {
  const { t } = useTranslation();
  const name = (
    <Link to="/devices/$id" params={{ id: String(row.id) }} className={`${classes.name} f-clip`}>
      {row.name}
    </Link>
  );
  const findings = row.openFindings > 0 && <Tag tone="amber">{t("devices.open", { count: row.openFindings })}</Tag>;
  if (phone) {
    return (
      <div className={classes.card} role="gridcell">
        <PresenceDot presence={row.presence} />
        {name}
        {findings || <span />}
        <span className={`${classes.cardMeta} f-clip`}>{[...row.usersAtWork, row.os].filter(Boolean).join(" · ")}</span>
      </div>
    );
  }
  return (
    <div className={classes.cells} role="presentation">
      <span role="gridcell">
        <PresenceDot presence={row.presence} />
      </span>
      <span role="gridcell" className="f-clip">
        {name}
      </span>
      <span role="gridcell" className="f-clip">
        {row.usersAtWork.join(", ")}
      </span>
      <span role="gridcell" className={`f-clip f-dim ${classes.organisation}`}>
        {organisation}
      </span>
      <span role="gridcell" className={`f-clip f-dim ${classes.os}`}>
        {row.os}
      </span>
      <span role="gridcell">{findings}</span>
      <span role="gridcell" className={classes.end}>
        {row.presence === "online" ? (
          t("common.now")
        ) : row.lastSeenAt ? (
          <When at={row.lastSeenAt} />
        ) : (
          t("common.never")
        )}
      </span>
    </div>
  );
});
