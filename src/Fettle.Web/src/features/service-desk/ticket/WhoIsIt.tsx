import { Button, Popover, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { messageOf } from "~/api/problem";
import { PersonSelect } from "../parts/PersonSelect";
import { useChange } from "./queries";
import classes from "./Ticket.module.css";

/** A ticket that nobody is known to have reported: a person, or an address to answer to. */
export function WhoIsIt({ number }: { number: number }) {
  const { t } = useTranslation();
  const change = useChange(number);
  const [opened, popover] = useDisclosure(false);
  const [email, setEmail] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ field: "requester", personId: null, email: email.trim() }, { onSuccess: popover.close });
  };
  return (
    <Popover opened={opened} onChange={popover.toggle} trapFocus width={280} position="bottom-start">
      <Popover.Target>
        <button type="button" className={classes.propertyValue} onClick={popover.toggle}>
          {t("work.whoIsIt")}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit}>
          <Stack gap="xs">
            <PersonSelect
              label={t("tickets.fields.requester")}
              value={null}
              onChange={(personId) =>
                personId !== null &&
                change.mutate({ field: "requester", personId, email: null }, { onSuccess: popover.close })
              }
            />
            <TextInput
              type="email"
              required
              label={t("work.orAddress")}
              error={change.error ? messageOf(change.error) : undefined}
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <Button type="submit" size="xs" loading={change.isPending}>
              {t("common.save")}
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
