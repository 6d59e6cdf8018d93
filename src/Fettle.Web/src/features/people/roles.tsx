import { useTranslation } from "react-i18next";
import type { Role } from "~/api/shapes";
import { Tag, type Tone } from "~/ui/Tag";

export const roles: Role[] = ["requester", "technician", "lead", "administrator", "auditor"];

const tones: Record<Role, Tone> = {
  requester: "grey",
  technician: "accent",
  lead: "blue",
  administrator: "violet",
  auditor: "amber",
};

export function RoleTag({ role }: { role: Role }) {
  const { t } = useTranslation();
  return <Tag tone={tones[role]}>{t(`people.role.${role}`)}</Tag>;
}
