import { Button } from "@mantine/core";
import { IconMapOff } from "@tabler/icons-react";
import { type ErrorComponentProps, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Problem } from "~/api/problem";
import { Empty, Failed } from "~/ui/States";

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <Empty icon={<IconMapOff size={28} stroke={1.5} />} title={t("common.notFound")} hint={t("common.notFoundHint")}>
      <Button variant="default" component={Link} to="/">
        {t("common.backHome")}
      </Button>
    </Empty>
  );
}

export function RouteFailed({ error, reset }: ErrorComponentProps) {
  if (error instanceof Problem && error.status === 404) return <NotFoundPage />;
  return <Failed error={error} retry={reset} />;
}
