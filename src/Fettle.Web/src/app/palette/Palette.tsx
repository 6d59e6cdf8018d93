import { Modal } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import type { Destination } from "~/app/shell/destinations";
import { type Choice, useCommands, useHits } from "./choices";
import classes from "./Palette.module.css";

interface Props {
  opened: boolean;
  onClose: () => void;
  destinations: Destination[];
}

/** One box for everything: go to a page, do a thing, find a ticket, a device, a person or an article. */
export default function Palette({ opened, onClose, destinations }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      size={600}
      yOffset="12vh"
      centered={false}
      aria-label={t("shell.palette.title")}
    >
      <Box onClose={onClose} destinations={destinations} />
    </Modal>
  );
}

function Box({ onClose, destinations }: Omit<Props, "opened">) {
  const { t } = useTranslation();
  const list = useId();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const [asked] = useDebouncedValue(text.trim(), 150);
  const found = useQuery({
    queryKey: ["search", asked],
    queryFn: ({ signal }) => read(api.GET("/api/search", { params: { query: { q: asked } }, signal })),
    enabled: asked.length > 1,
    placeholderData: keepPreviousData,
  });
  const choices = [...useCommands(text, destinations), ...useHits(asked.length > 1 ? found.data : undefined)];
  const current = Math.min(at, choices.length - 1);

  const take = (choice: Choice | undefined) => {
    if (!choice) return;
    onClose();
    choice.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((current + step + choices.length) % Math.max(1, choices.length));
    else if (event.key === "Enter") take(choices[current]);
    else return;
    event.preventDefault();
  };

  return (
    <div>
      <div className={classes.field}>
        <IconSearch size={18} aria-hidden />
        <input
          data-autofocus
          className={classes.input}
          role="combobox"
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={choices[current] ? `${list}-${current}` : undefined}
          aria-label={t("shell.palette.title")}
          placeholder={t("shell.palette.hint")}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id={list} role="listbox" aria-label={t("shell.palette.title")} className={classes.list}>
        {choices.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the field that holds the focus
          <div
            key={choice.key}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            className={classes.choice}
            ref={index === current ? (row) => row?.scrollIntoView({ block: "nearest" }) : undefined}
            onClick={() => take(choice)}
            onMouseMove={() => setAt(index)}
          >
            <choice.icon size={18} stroke={1.6} aria-hidden />
            <span className="f-clip">{choice.title}</span>
            {choice.hint && <span className={classes.hint}>{choice.hint}</span>}
          </div>
        ))}
        {choices.length === 0 && <p className={classes.nothing}>{t("shell.palette.nothing")}</p>}
      </div>
    </div>
  );
}
