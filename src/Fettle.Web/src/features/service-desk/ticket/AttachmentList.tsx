import { IconFile } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Attachment } from "~/api/shapes";
import { bytes } from "~/ui/bytes";
import classes from "./AttachmentList.module.css";

export function AttachmentList({ attachments }: { attachments: Attachment[] }) {
  const { i18n } = useTranslation();
  return (
    <ul className={classes.list}>
      {attachments.map((file) => (
        <li key={file.id}>
          <a href={`/api/attachments/${file.id}`} download={file.name} className={classes.file}>
            <IconFile size={16} stroke={1.6} aria-hidden />
            <span className="f-clip">{file.name}</span>
            <span className="f-dim f-num">{bytes(file.size, i18n.language)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
