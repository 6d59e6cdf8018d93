import { ActionIcon, Button, FileButton, Kbd, SegmentedControl, Textarea, Tooltip } from "@mantine/core";
import { IconEye, IconPaperclip, IconPencil } from "@tabler/icons-react";
import { lazy, Suspense, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { newKey } from "~/api/once";
import type { TicketPage } from "~/api/shapes";
import { useShortcuts } from "~/app/shortcuts/keys";
import { ChosenFiles } from "~/ui/ChosenFiles";
import { Loading } from "~/ui/States";
import { useFiles } from "~/ui/useFiles";
import classes from "./Composer.module.css";
import { DraftedReply } from "./DraftedReply";
import { useOwnDraft } from "./draft";
import { Macros } from "./Macros";
import { useWrite } from "./queries";

const Preview = lazy(() => import("~/ui/MarkdownPreview"));

/** Where an answer or a note is written; what is unfinished survives a reload. */
export function Composer({ ticket, onWriting }: { ticket: TicketPage; onWriting: (writing: boolean) => void }) {
  const { t } = useTranslation();
  const write = useWrite(ticket.number);
  const { text: draft, change: setDraft, kind, become: setKind, sent } = useOwnDraft(ticket);
  const [key, setKey] = useState(newKey);
  const [preview, setPreview] = useState(false);
  const files = useFiles();
  const [progress, setProgress] = useState<number | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const note = kind === "note";

  const send = () => {
    if (!draft.trim() || write.isPending) return;
    write.mutate(
      { body: draft, public: !note, files: files.chosen, key, onProgress: setProgress },
      {
        onSuccess: () => {
          sent();
          setKey(newKey());
          files.clear();
          setPreview(false);
        },
        onSettled: () => setProgress(null),
      },
    );
  };
  const start = (next: "reply" | "note") => {
    setKind(next);
    setPreview(false);
    requestAnimationFrame(() => field.current?.focus());
  };
  useShortcuts([
    { keys: "r", group: "ticket", label: t("tickets.keys.reply"), run: () => start("reply") },
    { keys: "n", group: "ticket", label: t("tickets.keys.note"), run: () => start("note") },
  ]);

  return (
    <section
      className={classes.composer}
      data-note={note || undefined}
      aria-label={t("tickets.write")}
      {...files.target}
    >
      {ticket.draft && !draft && (
        <DraftedReply
          why={ticket.draft.why}
          body={ticket.draft.body}
          onUse={(body) => {
            setDraft(body);
            start("reply");
          }}
        />
      )}
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label={t("tickets.write")}
          data={[
            { value: "reply", label: t("tickets.replyTo", { name: ticket.requester?.name ?? "" }) },
            { value: "note", label: t("tickets.note") },
          ]}
          value={kind}
          onChange={(value) => setKind(value as "reply" | "note")}
        />
        <Tooltip label={t(preview ? "tickets.writeOn" : "tickets.preview")}>
          <ActionIcon
            variant="subtle"
            color="gray"
            ml="auto"
            aria-label={t(preview ? "tickets.writeOn" : "tickets.preview")}
            onClick={() => setPreview(!preview)}
          >
            {preview ? <IconPencil size={17} /> : <IconEye size={17} />}
          </ActionIcon>
        </Tooltip>
        <Macros ticket={ticket} />
        <FileButton multiple onChange={files.add}>
          {(props) => (
            <Tooltip label={t("common.files.upTo", { limit: files.limit })}>
              <ActionIcon {...props} variant="subtle" color="gray" aria-label={t("common.files.attach")}>
                <IconPaperclip size={17} />
              </ActionIcon>
            </Tooltip>
          )}
        </FileButton>
      </div>
      {preview ? (
        <div className={classes.preview}>
          <Suspense fallback={<Loading rows={2} />}>
            <Preview text={draft || t("tickets.nothingYet")} />
          </Suspense>
        </div>
      ) : (
        <Textarea
          ref={field}
          variant="unstyled"
          autosize
          minRows={3}
          maxRows={18}
          classNames={{ input: classes.field }}
          aria-label={t(note ? "tickets.note" : "tickets.reply")}
          placeholder={t(note ? "desk.noteHint" : "tickets.replyHint")}
          value={draft}
          onChange={(event) => {
            setDraft(event.currentTarget.value);
            onWriting(event.currentTarget.value !== "");
          }}
          onBlur={() => onWriting(false)}
          onPaste={files.onPaste}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
            if (event.key === "Escape") event.currentTarget.blur();
          }}
        />
      )}
      <div className={classes.files}>
        <ChosenFiles files={files} progress={progress} />
      </div>
      <div className={classes.foot}>
        <span className={classes.hint}>{t("tickets.markdown")}</span>
        <Button
          size="xs"
          color={note ? "yellow" : undefined}
          loading={write.isPending}
          disabled={!draft.trim()}
          rightSection={<Kbd size="xs">Ctrl ↵</Kbd>}
          onClick={send}
        >
          {t(note ? "tickets.addNote" : "tickets.sendReply")}
        </Button>
      </div>
    </section>
  );
}
