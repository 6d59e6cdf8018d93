import { Alert, Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, read } from "~/api/client";
import { When } from "~/ui/When";

/** Says so where mail to a person's address comes back; nothing where it does not. */
export function BouncedAddress({ address }: { address: string }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const key = ["mail", "bounced", address];
  const bounced = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => read(api.GET("/api/mail/bounced-addresses", { params: { query: { address } }, signal })),
  });
  const clear = useMutation({
    mutationFn: (id: number) => read(api.DELETE("/api/mail/bounced-addresses/{id}", { params: { path: { id } } })),
    onSettled: () => cache.invalidateQueries({ queryKey: key }),
  });
  return bounced.data?.map((one) => (
    <Alert key={one.id} color="orange" title={t("sending.bounced")} mb="md">
      <p>
        {one.status} {one.words} (<When at={one.lastAt} />)
      </p>
      <p>{t("sending.bouncedHint")}</p>
      {one.mayClear && (
        <Button size="xs" variant="default" loading={clear.isPending} onClick={() => clear.mutate(one.id)}>
          {t("sending.works")}
        </Button>
      )}
    </Alert>
  ));
}
