import type { Texts } from "../en";
import automation from "./automation.json";
import common from "./common.json";
import desk from "./desk.json";
import devices from "./devices.json";
import diagnosis from "./diagnosis.json";
import knowledge from "./knowledge.json";
import moving from "./moving.json";
import people from "./people.json";
import portal from "./portal.json";
import promises from "./promises.json";
import receiving from "./receiving.json";
import reports from "./reports.json";
import sending from "./sending.json";
import session from "./session.json";
import settings from "./settings.json";
import shell from "./shell.json";
import tickets from "./tickets.json";

export const texts: Texts = {
  automation,
  common,
  desk,
  devices,
  diagnosis,
  knowledge,
  moving,
  people,
  portal,
  promises,
  receiving,
  sending,
  reports,
  session,
  settings,
  shell,
  tickets,
};
