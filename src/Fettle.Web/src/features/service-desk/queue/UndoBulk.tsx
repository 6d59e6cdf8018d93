import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { notify } from "~/ui/notify";

/** Takes back what was done to many tickets a moment ago. */
export function UndoBulk({ bulk }: { bulk: number }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const undo = useMutation({
    mutationFn: () => read(api.POST("/api/tickets/bulk/{bulkId}/undo", { params: { path: { bulkId: bulk } } })),
    onSuccess: ({ done, refused }) => {
      void cache.invalidateQueries({ queryKey: ["tickets"] });
      void notify({
        color: refused.length > 0 ? "yellow" : "fettle",
        title: t("desk.undo.done", { count: done.length }),
        message: refused.map((one) => `#${one.number}: ${one.why}`).join("\n"),
      });
    },
  });
  return (
    <Button
      size="compact-xs"
      variant="default"
      loading={undo.isPending}
      disabled={undo.isSuccess}
      onClick={() => undo.mutate()}
    >
      {t("desk.undo.do")}
    </Button>
  );
}
