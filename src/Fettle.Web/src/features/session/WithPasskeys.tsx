import { Anchor, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Trans, useTranslation } from "react-i18next";
import { passkeyState } from "./passkeys";

/** What can be done with passkeys, or, where the browser has none at this address, why and what to do instead. */
export function WithPasskeys({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const state = passkeyState();
  if (state.work) return children;
  return (
    <Text size="sm" c="dimmed" p="md" ta="center">
      {state.instead ? (
        <Trans
          t={t}
          i18nKey="session.passkeys.number"
          values={{ address: state.instead }}
          components={{
            a: (
              <Anchor
                underline="always"
                href={state.instead + window.location.pathname + window.location.search}
                inherit
              />
            ),
          }}
        />
      ) : (
        t("session.passkeys.unsafe")
      )}
    </Text>
  );
}
