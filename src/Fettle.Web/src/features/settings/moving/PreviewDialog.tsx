import { Alert, Button, FileButton, Group, Modal } from "@mantine/core";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { messageOf } from "~/api/problem";
import type { ImportRun } from "~/api/shapes";
import { notifyProblem } from "~/ui/notify";
import { Loading } from "~/ui/States";
import { CsvTable } from "./CsvTable";
import classes from "./Moving.module.css";
import { useHandInFile, usePreviewImport, useStartImport } from "./queries";

/** What would be taken over; nothing is. */
export function PreviewDialog({ run, onClose }: { run: ImportRun; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const { mutate: look, ...preview } = usePreviewImport(run.id);
  const start = useStartImport(run.id);
  const handIn = useHandInFile(run.id);
  useEffect(() => look(), [look]);
  const size = preview.data?.size;
  const table = preview.data?.table;
  return (
    <Modal opened onClose={onClose} size="min(1100px, 96vw)" title={t("moving.previewTitle")}>
      {preview.isError && <Alert color="red">{messageOf(preview.error)}</Alert>}
      {preview.isPending && !preview.data && <Loading rows={4} />}
      {size && (
        <p>
          {(["organisations", "people", "tickets"] as const)
            .filter((what) => size[what] !== null)
            .map((what) => `${size[what]?.toLocaleString(i18n.language)} ${t(`moving.${what}`)}`)
            .join(" · ") || t("moving.unknownSize")}
        </p>
      )}
      {table && <CsvTable run={run} table={table} onChanged={look} />}
      <Group justify="flex-end" mt="md" className={classes.foot}>
        {run.source === "csv" && (
          <FileButton
            accept=".csv,.tsv,.txt,text/csv"
            onChange={(file) => file && handIn.mutate(file, { onSuccess: () => look(), onError: notifyProblem })}
          >
            {(props) => (
              <Button variant="default" loading={handIn.isPending} {...props}>
                {t("moving.otherFile")}
              </Button>
            )}
          </FileButton>
        )}
        <Button variant="default" onClick={onClose}>
          {t("common.close")}
        </Button>
        <Button
          disabled={!preview.data}
          loading={start.isPending}
          onClick={() => start.mutate(undefined, { onSuccess: onClose, onError: notifyProblem })}
        >
          {t("moving.start")}
        </Button>
      </Group>
    </Modal>
  );
}
