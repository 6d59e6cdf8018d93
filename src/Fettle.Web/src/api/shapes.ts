import type { components } from "./schema";

type Schemas = components["schemas"];

/** The server's records by the names that the pages use; what they hold is generated from its document. */
export type Named = { id: number; name: string };

// People
export type Theme = Schemas["Theme"];
export type Me = Schemas["ShowMeResponse"];
export type Permission = Schemas["Permission"];
export type Role = Schemas["Role"];
export type HeldRole = Schemas["Grant"];
export type Person = Schemas["ShowPersonResponse"];

// ServiceDesk
export type TicketRow = Schemas["ListTicketsItem"];
export type TicketPage = Schemas["ReadTicketTicketPage"];
export type TicketStatus = Schemas["TicketStatus"];
export type Priority = Schemas["Priority"];
export type Level = Schemas["Level"];
export type LinkKind = Schemas["LinkKind"];
export type TicketField = TicketPage["fields"][number];
export type CustomField = Schemas["ListFieldsItem"];
export type FieldType = Schemas["FieldType"];
export type AssignmentMethod = Schemas["AssignmentMethod"];
export type TicketRef = Schemas["TicketRef"];
export type BulkAction = Schemas["ChangeTicketsInBulkRequest"]["action"];
export type Attachment = Schemas["AttachmentView"];
export type TimelineEntry = Schemas["ReadTimelineItem"];
export type EntryKind = Schemas["EntryKind"];
export type EntryMail = Schemas["EntryMail"];
export type MailAddress = Schemas["MailAddress"];
export type Sender = Schemas["SenderView"];
export type SenderRequest = Schemas["SenderRequest"];
export type Mailbox = Schemas["ListMailboxesItem"];
export type MailboxRequest = Schemas["MailboxRequest"];
export type ImportRun = Omit<Schemas["ImportView"], "counts" | "settings"> & {
  counts: Required<Schemas["ImportCounts"]>;
  settings: Required<Schemas["ImportSettings"]>;
};
export type ImportRequest = Schemas["ImportRequest"];
export type ImportSource = Schemas["ImportSource"];
export type ImportPreviewTable = Schemas["PreviewImportTable"];
export type CsvSettings = Schemas["CsvSettings"];
export type CsvField = Schemas["CsvField"];
export type HeldMail = Schemas["ListQuarantineItem"];

export type Change = Schemas["ChangeView"];
export type ChangeKind = Schemas["ChangeType"];
export type ChangeState = Schemas["ChangeState"];
export type RiskLevel = Schemas["RiskLevel"];
export type ChangeTemplate = Schemas["ListChangeTemplatesItem"];
export type Room = Schemas["ReadMajorIncidentRoom"];
export type Announcement = Schemas["ListAnnouncementsItem"];
export type ProblemRecord = Schemas["ShowProblemRecordView"];

// Devices
export type Presence = Schemas["Presence"];
export type DeviceRow = Schemas["ListDevicesItem"];
export type DevicePage = Schemas["ShowDeviceView"];
export type InventorySection = Schemas["SectionView"];
export type InventoryItem = Schemas["InventoryItem"];
export type InventoryChange = Schemas["ListInventoryChangesChangeView"];

// Diagnosis
export type Checkup = Schemas["CheckUpView"];
export type CheckupStatus = Schemas["CheckUpStatus"];
export type Snapshot = Schemas["DeviceSnapshot"];
export type Finding = Schemas["Finding"];
export type Severity = Schemas["Severity"];
export type Evidence = Schemas["Evidence"];
export type Remedy = Schemas["Remedy"];
export type Risk = Schemas["Risk"];
export type AppliedRemedy = Schemas["ShowTicketDiagnosisRemedyView"];
export type Hold = Schemas["HoldView"];
export type HoldStatus = Schemas["HoldStatus"];

// Automation
export type Job = Required<Schemas["JobView"]>;
export type JobStatus = Schemas["JobStatus"];

// Knowledge
export type Audience = Schemas["Audience"];
export type ArticleStatus = Schemas["ArticleStatus"];

// Portal
export type OwnTicket = Schemas["ReadOwnTicketOwnTicketPage"];
export type OwnEntry = Schemas["ReadOwnTicketItem"];
export type PortalStep = Schemas["ProgressStep"];

export type Caller = NonNullable<Schemas["FindCallerAnswer"]["person"]>;

export type OwnChat = Schemas["ShowOwnChatOwnChat"];
export type DeskChat = Schemas["ListChatsItem"];

export type WebForm = Schemas["WebFormView"];

export type TicketTemplate = Schemas["TemplateView"];
export type RecurringTicket = Schemas["RecurringView"];

export type Vendor = Schemas["VendorView"];
export type Side = Schemas["ReadSidesSide"];

export type Team = Schemas["ListTeamsItem"];

export type SearchHit = Schemas["FindAnythingHit"];
export type DeskReport = Schemas["ReportOnDeskReport"];
export type DeskFigures = Schemas["DeskFigures"];
