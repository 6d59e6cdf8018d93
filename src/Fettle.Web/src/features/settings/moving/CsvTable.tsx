import { Alert, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { CsvField, CsvSettings, ImportPreviewTable, ImportRun } from "~/api/shapes";
import { notifyProblem } from "~/ui/notify";
import { Table } from "~/ui/Table";
import { Tag } from "~/ui/Tag";
import { exact } from "~/ui/time";
import classes from "./Moving.module.css";
import { useChangeImport } from "./queries";

const fields: CsvField[] = [
  "none",
  "number",
  "subject",
  "description",
  "note",
  "answer",
  "kind",
  "status",
  "priority",
  "requesterName",
  "requesterEmail",
  "assigneeEmail",
  "queue",
  "tags",
  "createdAt",
  "updatedAt",
  "solvedAt",
  "closedAt",
  "partOf",
];
const charsets = ["utf-8", "utf-16", "utf-16BE", "windows-1252"];
const delimiters = [",", ";", "\t", "|"];

/** The meaning of each column, the first rows as they would become, and every error by row and column. */
export function CsvTable(props: { run: ImportRun; table: ImportPreviewTable; onChanged: () => void }) {
  const { run, table } = props;
  const { t, i18n } = useTranslation();
  const change = useChangeImport(run.id);
  const csv = run.settings.csv;
  const set = (changed: Partial<CsvSettings>) =>
    change.mutate(
      {
        prefix: run.prefix,
        eachOrganisation: run.settings.eachOrganisation,
        csv: {
          charset: csv?.charset ?? null,
          delimiter: csv?.delimiter ?? null,
          statuses: csv?.statuses ?? null,
          timeZone: csv?.timeZone ?? null,
          monthFirst: csv?.monthFirst ?? false,
          columns: Object.fromEntries(table.columns.map((one) => [one.heading, one.field])),
          ...changed,
        },
      },
      { onSuccess: props.onChanged, onError: notifyProblem },
    );
  return (
    <>
      <div className={classes.fields}>
        <Select
          label={t("moving.charset")}
          allowDeselect={false}
          data={charsets}
          value={charsets.find((one) => one.toLowerCase() === table.charset.toLowerCase()) ?? table.charset}
          onChange={(charset) => set({ charset, columns: null })}
        />
        <Select
          label={t("moving.delimiter")}
          allowDeselect={false}
          data={delimiters.map((one) => ({ value: one, label: one === "\t" ? t("moving.tab") : one }))}
          value={table.delimiter}
          onChange={(delimiter) => set({ delimiter, columns: null })}
        />
      </div>
      <h3 className={classes.head}>{t("moving.columns")}</h3>
      <div className={classes.columns}>
        {table.columns.map((one) => (
          <Select
            key={one.heading}
            label={one.heading || "–"}
            size="xs"
            allowDeselect={false}
            data={fields.map((field) => ({ value: field, label: t(`moving.field.${field}`) }))}
            value={one.field}
            onChange={(field) =>
              set({
                columns: Object.fromEntries(
                  table.columns.map((other) => [
                    other.heading,
                    other.heading === one.heading ? (field as CsvField) : other.field,
                  ]),
                ),
              })
            }
          />
        ))}
      </div>
      <h3 className={classes.head}>{t("moving.firstRows")}</h3>
      <Table
        label={t("moving.firstRows")}
        rows={table.rows}
        rowKey={(row) => row.number}
        columns={[
          { key: "row", head: t("moving.row"), cell: (row) => row.number },
          {
            key: "ticket",
            head: t("moving.ticket"),
            cell: (row) =>
              row.ticket ? (
                <>
                  {row.ticket} {row.again && <Tag>{t("moving.isHere")}</Tag>}
                </>
              ) : (
                <Tag tone="red">{t("moving.wrong")}</Tag>
              ),
          },
          { key: "subject", head: t("moving.field.subject"), cell: (row) => row.subject },
          {
            key: "status",
            head: t("moving.field.status"),
            wide: true,
            cell: (row) => row.status && t(`tickets.status.${row.status}`),
          },
          { key: "priority", head: t("moving.field.priority"), wide: true, cell: (row) => row.priority?.toUpperCase() },
          { key: "requester", head: t("moving.field.requesterName"), wide: true, cell: (row) => row.requester },
          {
            key: "created",
            head: t("moving.field.createdAt"),
            wide: true,
            cell: (row) => row.createdAt && exact(row.createdAt, i18n.language),
          },
        ]}
      />
      {table.errors.length > 0 && (
        <>
          <Alert color="yellow" mt="md">
            {t("moving.wrongRows", { count: table.wrongRows })}
          </Alert>
          <div className={classes.errors}>
            <Table
              label={t("moving.errors")}
              rows={table.errors}
              rowKey={(error) => `${error.row} ${error.column} ${error.reason}`}
              columns={[
                { key: "row", head: t("moving.row"), cell: (error) => error.row },
                { key: "column", head: t("moving.column"), cell: (error) => error.column ?? "–" },
                { key: "why", head: t("moving.why"), cell: (error) => error.reason },
              ]}
            />
          </div>
        </>
      )}
    </>
  );
}
