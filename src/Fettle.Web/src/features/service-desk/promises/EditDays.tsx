import { ActionIcon, Button, Checkbox, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Hours } from "./EditWeek";
import classes from "./Promises.module.css";
import type { DayRule } from "./queries";

/** Holidays, half holidays, and days with other hours. */
export function EditDays({ days, onChange }: { days: DayRule[]; onChange: (days: DayRule[]) => void }) {
  const { t } = useTranslation();
  const set = (i: number, part: Partial<DayRule>) =>
    onChange(days.map((one, j) => (i === j ? { ...one, ...part } : one)));
  const today = new Date().toISOString().slice(0, 10);
  return (
    <fieldset className={classes.stack} style={{ border: 0, padding: 0, margin: 0, gap: 8 }}>
      <legend className={classes.dim}>{t("promises.calendars.holidays")}</legend>
      {days.map((day, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a day has nothing else that tells it from the next
        <div key={i} className={classes.line}>
          <TextInput
            size="xs"
            label={t("common.name")}
            required
            maxLength={80}
            value={day.name}
            onChange={(event) => set(i, { name: event.currentTarget.value })}
          />
          <TextInput
            size="xs"
            type="date"
            label={t("promises.calendars.firstDay")}
            value={day.from}
            onChange={(event) => event.currentTarget.value && set(i, { from: event.currentTarget.value })}
          />
          <TextInput
            size="xs"
            type="date"
            label={t("promises.calendars.lastDay")}
            value={day.to ?? ""}
            onChange={(event) => set(i, { to: event.currentTarget.value || null })}
          />
          <Checkbox
            size="xs"
            mb={7}
            label={t("promises.calendars.yearly")}
            checked={day.yearly}
            onChange={(event) => set(i, { yearly: event.currentTarget.checked })}
          />
          {day.open.map((span) => (
            <Hours
              key={span.fromMinute}
              label={day.name}
              span={span}
              onChange={(next) =>
                set(i, {
                  open: day.open.map((one) =>
                    one === span ? { ...next, toMinute: Math.min(1440, next.toMinute) } : one,
                  ),
                })
              }
              onRemove={() => set(i, { open: day.open.filter((one) => one !== span) })}
            />
          ))}
          {day.open.length === 0 && (
            <Button
              variant="subtle"
              size="compact-xs"
              mb={4}
              onClick={() => set(i, { open: [{ fromMinute: 480, toMinute: 720 }] })}
            >
              {t("promises.calendars.closedOpen")}
            </Button>
          )}
          <ActionIcon
            variant="subtle"
            color="gray"
            mb={2}
            aria-label={`${t("common.remove")}: ${day.name}`}
            onClick={() => onChange(days.filter((_, j) => i !== j))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...days, { name: "", from: today, to: null, yearly: false, open: [] }])}
        >
          {t("promises.calendars.addDay")}
        </Button>
      </div>
    </fieldset>
  );
}
