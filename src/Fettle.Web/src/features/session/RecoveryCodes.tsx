import { Alert, Button, CopyButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "./Gate.module.css";

/** Shown once: each opens the account once when the telephone is lost. */
export function RecoveryCodes({ codes }: { codes: string[] }) {
  const { t } = useTranslation();
  return (
    <>
      <Alert color="yellow" title={t("session.factor.codesTitle")}>
        {t("session.factor.codesHint")}
      </Alert>
      <ul className={classes.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <CopyButton value={codes.join("\n")}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy}>
            {t(copied ? "common.copied" : "session.factor.copyCodes")}
          </Button>
        )}
      </CopyButton>
    </>
  );
}
