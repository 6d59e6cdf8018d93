import { useTranslation } from "react-i18next";
import type { ArticleStatus } from "~/api/shapes";
import { Tag, type Tone } from "~/ui/Tag";

const tones: Record<ArticleStatus, Tone> = { draft: "amber", published: "green", archived: "grey" };

export function ArticleStatusTag({ status }: { status: ArticleStatus }) {
  const { t } = useTranslation();
  return <Tag tone={tones[status]}>{t(`knowledge.status.${status}`)}</Tag>;
}
