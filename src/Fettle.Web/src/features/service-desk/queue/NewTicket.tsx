import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useShortcuts } from "~/app/shortcuts/keys";
import { useDialog } from "~/ui/useDialog";

const NewTicketDialog = lazy(() => import("./NewTicketDialog"));

/** A ticket that a technician writes down, for somebody on the telephone. */
export function NewTicket() {
  const { t } = useTranslation();
  const dialog = useDialog();
  useShortcuts([{ keys: "c", group: "list", label: t("tickets.new.title"), run: dialog.open }]);
  return (
    <>
      <Button size="xs" ml="auto" leftSection={<IconPlus size={15} />} onClick={dialog.open}>
        {t("tickets.new.title")}
      </Button>
      <Suspense>{dialog.used && <NewTicketDialog opened={dialog.opened} onClose={dialog.close} />}</Suspense>
    </>
  );
}
