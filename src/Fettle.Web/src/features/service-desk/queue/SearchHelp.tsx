import { Table, Text, UnstyledButton } from "@mantine/core";
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
      <Table withRowBorders={false} verticalSpacing={2} fz="sm">
        <Table.Tbody>
          {Object.entries(examples).map(([key, example]) => (
            <Table.Tr key={key}>
              <Table.Td>
                <UnstyledButton className={classes.example} onClick={() => onTry(example)}>
                  {example}
                </UnstyledButton>
              </Table.Td>
              <Table.Td>{t(`desk.search.means.${key as keyof typeof examples}`)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}
