import { Text, UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "./Queue.module.css";

const examples = {
  words: "printer toner",
  phrase: '"blue screen"',
  status: "status:open,waiting",
  requester: "requester:anna",
  assignee: "assignee:me",
  device: 'device:"PC-12"',
  tag: "-tag:vip",
  priority: "priority>=P2",
  age: "age>3d",
  created: "created<2026-01-01",
  queue: "queue:network",
  category: "category:printer",
} as const;

/** What can be written into the search box, each to be tried. */
export default function SearchHelp({ onTry }: { onTry: (text: string) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <Text size="sm" mb="xs">
        {t("desk.search.intro")}
      </Text>
      <dl className={classes.examples}>
        {Object.entries(examples).map(([key, example]) => (
          <div key={key}>
            <dt>
              <UnstyledButton className={classes.example} onClick={() => onTry(example)}>
                {example}
              </UnstyledButton>
            </dt>
            <dd>{t(`desk.search.means.${key as keyof typeof examples}`)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
