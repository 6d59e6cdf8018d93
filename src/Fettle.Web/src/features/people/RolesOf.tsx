import { ActionIcon, Button, Group, Select } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { HeldRole, Person, Role } from "~/api/shapes";
import { useMe } from "~/app/session";
import { Panel } from "~/ui/Page";
import classes from "./People.module.css";
import { useSetRoles } from "./queries";
import { RoleTag, roles } from "./roles";

const everywhere = "everywhere";

/** What somebody may do, and where. */
export function RolesOf({ person }: { person: Person }) {
  const { t } = useTranslation();
  const me = useMe();
  const save = useSetRoles(person.id);
  const [held, setHeld] = useState<HeldRole[]>(person.roles);
  const where = (id: number | null) =>
    id === null ? t("people.everywhere") : (me.organisations.find((one) => one.id === id)?.name ?? `#${id}`);
  if (!person.mayChange || person.mayGive.length === 0) {
    return (
      <Panel title={t("people.roles")}>
        <span className={classes.name}>
          {person.roles.map((one) => (
            <span key={`${one.role}-${one.organisationId}`}>
              <RoleTag role={one.role} /> {where(one.organisationId)}
            </span>
          ))}
        </span>
      </Panel>
    );
  }
  const change = (at: number, part: Partial<HeldRole>) =>
    setHeld(held.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <Panel title={t("people.roles")}>
      <div className={classes.roles}>
        {held.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other identity while it is edited
          <div key={index} className={classes.held}>
            <Select
              aria-label={t("people.roleOf")}
              allowDeselect={false}
              data={roles
                .filter((value) => value === one.role || person.mayGive.includes(value))
                .map((value) => ({ value, label: t(`people.role.${value}`) }))}
              value={one.role}
              onChange={(role) => change(index, { role: role as Role })}
            />
            <Select
              aria-label={t("common.organisation")}
              allowDeselect={false}
              data={[
                { value: everywhere, label: t("people.everywhere") },
                ...me.organisations.map((organisation) => ({
                  value: String(organisation.id),
                  label: organisation.name,
                })),
              ]}
              value={one.organisationId === null ? everywhere : String(one.organisationId)}
              onChange={(id) => change(index, { organisationId: id === everywhere ? null : Number(id) })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t("common.remove")}
              onClick={() => setHeld(held.filter((_, at) => at !== index))}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </div>
        ))}
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={<IconPlus size={16} />}
            onClick={() => setHeld([...held, { role: "requester", organisationId: person.organisationId }])}
          >
            {t("people.addRole")}
          </Button>
          <Button loading={save.isPending} onClick={() => save.mutate(held)}>
            {t("common.save")}
          </Button>
        </Group>
      </div>
    </Panel>
  );
}
