import { useTranslation } from "react-i18next";
import type { DeskFigures } from "~/api/shapes";
import { minutes, part } from "./figures";
import classes from "./Reports.module.css";

/** The figures that a lead looks at first. */
export function Tiles({ figures }: { figures: DeskFigures }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language;
  const number = (value: number) => new Intl.NumberFormat(language).format(value);
  const tiles = [
    { key: "backlog", value: number(figures.backlog) },
    { key: "opened", value: number(figures.opened) },
    { key: "solved", value: number(figures.solved) },
    {
      key: "verified",
      value: part(figures.solved === 0 ? null : figures.verified / figures.solved, language),
    },
    { key: "reopened", value: number(figures.reopened) },
    { key: "firstAnswer", value: minutes(figures.firstAnswerMinutes, language) },
    { key: "solution", value: minutes(figures.solutionMinutes, language) },
    { key: "promisesKept", value: part(figures.promisesKept, language) },
    { key: "satisfied", value: part(figures.satisfied, language) },
  ] as const;
  return (
    <dl className={classes.tiles}>
      {tiles.map(({ key, value }) => (
        <div key={key} className={classes.tile}>
          <dt>{t(`reports.${key}`)}</dt>
          <dd>{value}</dd>
          <dd className={classes.hint}>{t(`reports.hint.${key}`, { count: figures.ratings })}</dd>
        </div>
      ))}
    </dl>
  );
}
