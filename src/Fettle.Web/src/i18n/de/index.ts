import type { Texts } from "../en";
import automation from "./automation.json";
import calls from "./calls.json";
import catalogue from "./catalogue.json";
import changes from "./changes.json";
import chat from "./chat.json";
import common from "./common.json";
import desk from "./desk.json";
import devices from "./devices.json";
import diagnosis from "./diagnosis.json";
import forms from "./forms.json";
import knowledge from "./knowledge.json";
import major from "./major.json";
import moving from "./moving.json";
import people from "./people.json";
import portal from "./portal.json";
import promises from "./promises.json";
import receiving from "./receiving.json";
import reports from "./reports.json";
import rules from "./rules.json";
import sending from "./sending.json";
import session from "./session.json";
import settings from "./settings.json";
import shell from "./shell.json";
import tickets from "./tickets.json";
import vendors from "./vendors.json";
import work from "./work.json";

export const texts: Texts = {
  automation,
  catalogue,
  calls,
  chat,
  changes,
  common,
  desk,
  devices,
  diagnosis,
  forms,
  knowledge,
  major,
  moving,
  people,
  portal,
  promises,
  receiving,
  sending,
  reports,
  rules,
  session,
  settings,
  shell,
  tickets,
  vendors,
  work,
};
