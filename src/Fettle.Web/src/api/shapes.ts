/** What the server answers, by the names the pages use. */

export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface Named {
  id: number;
  name: string;
}

// People
export type Permission =
  | "usePortal"
  | "workTickets"
  | "manageServiceDesk"
  | "viewDevices"
  | "manageDevices"
  | "runRemedies"
  | "approveJobs"
  | "runScripts"
  | "writeArticles"
  | "publishArticles"
  | "viewPeople"
  | "managePeople"
  | "administer"
  | "readJournal";
export type Role = "requester" | "technician" | "lead" | "administrator" | "auditor";
export interface Person {
  id: number;
  name: string;
  email: string;
  language: string | null;
  theme: string | null;
}
export interface Me {
  signedIn: boolean;
  person: Person | null;
  permissions: Permission[];
  roles: { role: Role; organisationId: number | null }[];
  organisations: Named[];
  secondFactor: { totp: boolean; passkeys: number };
  mustSetUpSecondFactor: boolean;
  setupOpen: boolean;
}
export interface PersonRow extends Named {
  email: string;
  organisation: Named | null;
  roles: { role: Role; organisationId: number | null }[];
  disabled: boolean;
  lastSeenAt: string | null;
}
export interface SessionRow {
  id: number;
  createdAt: string;
  lastSeenAt: string;
  address: string | null;
  userAgent: string | null;
  current: boolean;
}
export interface TokenRow {
  id: number;
  name: string;
  scopes: Permission[];
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
}
export interface PasskeyRow {
  id: string;
  name: string;
  createdAt: string;
}
export interface Technician extends Named {
  openTickets: number;
}
export interface JournalEntry {
  id: number;
  at: string;
  actor: string;
  action: string;
  subject: string;
  from: string | null;
  before: string | null;
  after: string | null;
}

// ServiceDesk
export type TicketStatus =
  | "new"
  | "open"
  | "waitingForRequester"
  | "waitingForOther"
  | "resolved"
  | "verified"
  | "closed";
export type TicketKind = "incident" | "request" | "problem";
export type Priority = "p1" | "p2" | "p3" | "p4" | "p5";
export type Presence = "online" | "offline" | "never";
export interface DeviceRef extends Named {
  presence: Presence;
}
export interface TicketRow {
  number: number;
  kind: TicketKind;
  subject: string;
  status: TicketStatus;
  priority: Priority;
  queue: Named;
  requester: Named;
  assignee: Named | null;
  device: DeviceRef | null;
  organisationId: number;
  tags: string[];
  updatedAt: string;
  createdAt: string;
  unread: boolean;
  verified: boolean;
}
export interface Attachment {
  id: number;
  name: string;
  size: number;
  contentType: string;
}
export interface TicketPage extends TicketRow {
  impact: Level;
  urgency: Level;
  organisation: Named;
  watchers: Named[];
  links: { kind: LinkKind; number: number; subject: string; status: TicketStatus; outgoing: boolean }[];
  attachments: Attachment[];
  draft: { body: string; why: string } | null;
  can: string[];
}
export type Level = "high" | "medium" | "low";
export type LinkKind = "relatesTo" | "duplicates" | "causedBy" | "blocks" | "problem";
export type EntryKind =
  | "opened"
  | "reply"
  | "note"
  | "statusChanged"
  | "assigneeChanged"
  | "queueChanged"
  | "priorityChanged"
  | "requesterChanged"
  | "deviceChanged"
  | "subjectChanged"
  | "tagsChanged"
  | "watchersChanged"
  | "attachmentAdded"
  | "linked"
  | "unlinked"
  | "articlesOffered"
  | "articleDrafted"
  | "checkUpStarted"
  | "checkUpFinished"
  | "remedyPreviewed"
  | "remedyStarted"
  | "remedyFinished"
  | "replyDrafted"
  | "holdPassed"
  | "faultReturned"
  | "reopened"
  | "confirmed";
export interface EntryData {
  from?: string | null;
  to?: string | null;
  because?: string | null;
  checkUpId?: number | null;
  jobId?: number | null;
  ticket?: number | null;
  link?: LinkKind | null;
  cause?: string | null;
  title?: string | null;
  causes?: string[] | null;
  commands?: string[] | null;
  verified?: boolean | null;
  failure?: string | null;
  after?: string | null;
  solved?: boolean | null;
  articles?: { id: number; title: string }[] | null;
}
export interface TimelineEntry {
  id: number;
  at: string;
  kind: EntryKind;
  author: { id: number | null; name: string; kind: "server" | "staff" | "requester" | "device" };
  text: string | null;
  html: string | null;
  public: boolean;
  attachments: Attachment[];
  data: EntryData | null;
}
export interface SavedView {
  id: number;
  name: string;
  query: string;
  shared: boolean;
  count: number | null;
}
export interface BulkOutcome {
  done: number[];
  refused: { number: number; why: string }[];
}

// Devices
export interface DeviceRow extends Named {
  organisationId: number;
  organisation: Named | null;
  os: string | null;
  presence: Presence;
  lastSeenAt: string | null;
  usersAtWork: string[];
  agentVersion: string | null;
  openFindings: number;
}
export interface DevicePage extends DeviceRow {
  site: Named | null;
  owner: Named | null;
  enrolledAt: string;
  inventory: InventorySection[];
  inventoryAt: string | null;
}
export interface InventorySection {
  section: string;
  items: { key: string; fields: Record<string, string> }[];
}
export interface InventoryChange {
  id: number;
  at: string;
  section: string;
  key: string;
  kind: "added" | "changed" | "removed";
  before: Record<string, string> | null;
  after: Record<string, string> | null;
}
export interface EnrolmentToken {
  id: number;
  name: string;
  organisation: Named;
  usesLeft: number | null;
  expiresAt: string | null;
}

// Diagnosis
export type CheckupStatus = "waiting" | "running" | "done" | "failed" | "expired";
export type Severity = "critical" | "warning" | "info";
export type Risk = "safe" | "careful" | "dangerous";
export interface Evidence {
  probe: string;
  says: string;
  weight: number;
}
export interface Remedy {
  id: string;
  title: string;
  risk: Risk;
  commands: string[];
  undo: string[];
}
export interface RuledOut {
  cause: string;
  title: string;
  why: string;
}
export interface Finding {
  cause: string;
  title: string;
  severity: Severity;
  confidence: number;
  explanation: string;
  evidence: Evidence[];
  ruledOut: RuledOut[];
  remedies: Remedy[];
}
export interface CheckupSummary {
  id: number;
  status: CheckupStatus;
  device: Named | null;
  ticketNumber: number | null;
  symptom: string | null;
  startedAt: string | null;
  finishedAt: string | null;
  topFinding: string | null;
}
export interface Checkup extends CheckupSummary {
  snapshot: Record<string, unknown> | null;
  findings: Finding[];
  ruledOut: RuledOut[];
  probes: { name: string; says: string; durationMs: number }[];
}
export type HoldStatus = "waiting" | "running" | "passed" | "returned" | "unknown" | "cancelled";
export interface Hold {
  id: number;
  due: string;
  status: HoldStatus;
  result: string | null;
}
export interface AppliedRemedy {
  jobId: number;
  cause: string;
  title: string;
  status: JobStatus;
  verified: boolean | null;
  before: Evidence[];
  after: Evidence[];
}
export interface TicketDiagnosis {
  checkups: CheckupSummary[];
  current: Checkup | null;
  remedies: AppliedRemedy[];
  holds: Hold[];
  verified: boolean;
}
export interface RemedyPreview {
  commands: string[];
  undo: string[];
  risk: Risk;
  needsApproval: boolean;
  deviceOnline: boolean;
}

// Automation
export type JobStatus =
  | "waitingForApproval"
  | "queued"
  | "sent"
  | "running"
  | "succeeded"
  | "failed"
  | "cancelled"
  | "expired";
export interface JobRow {
  id: number;
  kind: string;
  title: string;
  status: JobStatus;
  device: Named;
  createdBy: Named | null;
  createdAt: string;
  finishedAt: string | null;
  ticketNumber: number | null;
}
export interface Job extends JobRow {
  commands: string[];
  output: string;
  outputLength: number;
  result: string | null;
  exitCode: number | null;
  expiresAt: string | null;
  timeLimitSeconds: number;
}

// Knowledge
export type ArticleStatus = "draft" | "published" | "archived";
export interface ArticleRow {
  id: number;
  title: string;
  summary: string | null;
  status: ArticleStatus;
  version: number;
  updatedAt: string;
  helpful: number;
  notHelpful: number;
}
export interface Article extends ArticleRow {
  body: string;
  html: string;
  ticketNumber: number | null;
}
export interface ArticleVersion {
  version: number;
  title: string;
  body: string;
  author: string;
  at: string;
}

export interface SearchHit {
  kind: "ticket" | "device" | "person" | "article";
  id: number;
  title: string;
  subtitle: string | null;
}

// Portal
export interface PortalTicket {
  number: number;
  subject: string;
  status: TicketStatus;
  updatedAt: string;
  createdAt: string;
  steps: PortalStep[];
  entries: TimelineEntry[];
  articles: ArticleRow[];
}
export type BulkAction = "assignee" | "status" | "queue" | "priority" | "tag";
export interface PortalStep {
  key: "received" | "looking" | "found" | "fixed" | "checked";
  done: boolean;
  at: string | null;
}
