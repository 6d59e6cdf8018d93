import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { queryClient } from "~/api/queryClient";
import { Loading } from "~/ui/States";
import { NotFoundPage, RouteFailed } from "./RouteStates";
import {
  callSearch,
  changesSearch,
  devicesSearch,
  jobsSearch,
  listSearch,
  reportSearch,
  tabSearch,
} from "./search/lists";
import { queueSearch } from "./search/queue";
import { meQuery, worksInConsole } from "./session";

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Outlet });

// Before sign-in
const setup = createRoute({
  getParentRoute: () => root,
  path: "/setup",
  component: lazyRouteComponent(() => import("~/features/session/SetupPage"), "SetupPage"),
});
const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search): { to?: string } => ({ to: typeof search.to === "string" ? search.to : undefined }),
  component: lazyRouteComponent(() => import("~/features/session/SignInPage"), "SignInPage"),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitation",
  component: lazyRouteComponent(() => import("~/features/session/InvitationPage"), "InvitationPage"),
});

const approve = createRoute({
  getParentRoute: () => root,
  path: "/approve",
  component: lazyRouteComponent(() => import("~/features/catalogue/portal/ApprovePage"), "ApprovePage"),
});

// After it: everybody here is known and has the second factor that their roles need.
const signedIn = createRoute({
  getParentRoute: () => root,
  id: "signed-in",
  beforeLoad: async ({ context, location }) => {
    const me = await context.queries.ensureQueryData(meQuery);
    if (me.setupOpen) throw redirect({ to: "/setup" });
    if (!me.signedIn) throw redirect({ to: "/sign-in", search: { to: location.href } });
    if (me.mustSetUpSecondFactor && location.pathname !== "/second-factor") throw redirect({ to: "/second-factor" });
    return { me };
  },
  component: Outlet,
});
const secondFactor = createRoute({
  getParentRoute: () => signedIn,
  path: "/second-factor",
  component: lazyRouteComponent(() => import("~/features/session/SecondFactorPage"), "SecondFactorPage"),
});

const portal = createRoute({
  getParentRoute: () => signedIn,
  path: "/help",
  component: lazyRouteComponent(() => import("~/features/portal/PortalShell"), "PortalShell"),
});
const portalHome = createRoute({
  getParentRoute: () => portal,
  path: "/",
  component: lazyRouteComponent(() => import("~/features/portal/ReportPage"), "ReportPage"),
});
const portalRequests = createRoute({
  getParentRoute: () => portal,
  path: "/requests",
  component: lazyRouteComponent(() => import("~/features/portal/RequestsPage"), "RequestsPage"),
});
const portalRequest = createRoute({
  getParentRoute: () => portal,
  path: "/requests/$number",
  component: lazyRouteComponent(() => import("~/features/portal/RequestPage"), "RequestPage"),
});
const portalServices = createRoute({
  getParentRoute: () => portal,
  path: "/services",
  component: lazyRouteComponent(() => import("~/features/catalogue/portal/ServicesPage"), "ServicesPage"),
});
const portalService = createRoute({
  getParentRoute: () => portal,
  path: "/services/$id",
  component: lazyRouteComponent(() => import("~/features/catalogue/portal/ServicePage"), "ServicePage"),
});
const portalApprovals = createRoute({
  getParentRoute: () => portal,
  path: "/approvals",
  component: lazyRouteComponent(() => import("~/features/catalogue/portal/ApprovalsPage"), "ApprovalsPage"),
});
const portalChat = createRoute({
  getParentRoute: () => portal,
  path: "/chat",
  component: lazyRouteComponent(() => import("~/features/chat/ChatPage"), "ChatPage"),
});
const portalArticles = createRoute({
  getParentRoute: () => portal,
  path: "/articles",
  component: lazyRouteComponent(() => import("~/features/portal/PortalArticlesPage"), "PortalArticlesPage"),
});
const portalArticle = createRoute({
  getParentRoute: () => portal,
  path: "/articles/$id",
  component: lazyRouteComponent(() => import("~/features/portal/PortalArticlePage"), "PortalArticlePage"),
});

const console = createRoute({
  getParentRoute: () => signedIn,
  id: "console",
  beforeLoad: ({ context }) => {
    // A requester who opens the console is shown to the portal.
    if (!worksInConsole(context.me)) throw redirect({ to: "/help" });
  },
  component: lazyRouteComponent(() => import("./shell/ConsoleShell"), "ConsoleShell"),
});
const home = createRoute({
  getParentRoute: () => console,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/queue" });
  },
});
const queue = createRoute({
  getParentRoute: () => console,
  path: "/queue",
  validateSearch: queueSearch,
  component: lazyRouteComponent(() => import("~/features/service-desk/queue/QueuePage"), "QueuePage"),
});
const ticket = createRoute({
  getParentRoute: () => console,
  path: "/tickets/$number",
  component: lazyRouteComponent(() => import("~/features/service-desk/ticket/TicketPage"), "TicketPage"),
});
const problems = createRoute({
  getParentRoute: () => console,
  path: "/problems",
  component: lazyRouteComponent(() => import("~/features/service-desk/problems/ProblemsPage"), "ProblemsPage"),
});
const tasks = createRoute({
  getParentRoute: () => console,
  path: "/tasks",
  component: lazyRouteComponent(() => import("~/features/catalogue/TasksPage"), "TasksPage"),
});
const outages = createRoute({
  getParentRoute: () => console,
  path: "/outages",
  component: lazyRouteComponent(() => import("~/features/service-desk/major/OutagesPage"), "OutagesPage"),
});
const changes = createRoute({
  getParentRoute: () => console,
  path: "/changes",
  validateSearch: changesSearch,
  component: lazyRouteComponent(() => import("~/features/service-desk/changes/ChangesPage"), "ChangesPage"),
});
const reports = createRoute({
  getParentRoute: () => console,
  path: "/reports",
  validateSearch: reportSearch,
  component: lazyRouteComponent(() => import("~/features/reports/ReportsPage"), "ReportsPage"),
});
const onCall = createRoute({
  getParentRoute: () => console,
  path: "/on-call",
  component: lazyRouteComponent(() => import("~/features/service-desk/promises/OnCallPage"), "OnCallPage"),
});
const call = createRoute({
  getParentRoute: () => console,
  path: "/call",
  validateSearch: callSearch,
  component: lazyRouteComponent(() => import("~/features/calls/CallPage"), "CallPage"),
});
const devices = createRoute({
  getParentRoute: () => console,
  path: "/devices",
  validateSearch: devicesSearch,
  component: lazyRouteComponent(() => import("~/features/devices/DevicesPage"), "DevicesPage"),
});
const enrolment = createRoute({
  getParentRoute: () => console,
  path: "/devices/enrol",
  component: lazyRouteComponent(() => import("~/features/devices/EnrolmentPage"), "EnrolmentPage"),
});
const device = createRoute({
  getParentRoute: () => console,
  path: "/devices/$id",
  validateSearch: tabSearch,
  component: lazyRouteComponent(() => import("~/features/devices/DevicePage"), "DevicePage"),
});
const checkup = createRoute({
  getParentRoute: () => console,
  path: "/checkups/$id",
  component: lazyRouteComponent(() => import("~/features/diagnosis/CheckupPage"), "CheckupPage"),
});
const jobs = createRoute({
  getParentRoute: () => console,
  path: "/jobs",
  validateSearch: jobsSearch,
  component: lazyRouteComponent(() => import("~/features/automation/JobsPage"), "JobsPage"),
});
const job = createRoute({
  getParentRoute: () => console,
  path: "/jobs/$id",
  component: lazyRouteComponent(() => import("~/features/automation/JobPage"), "JobPage"),
});
const articles = createRoute({
  getParentRoute: () => console,
  path: "/articles",
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import("~/features/knowledge/ArticlesPage"), "ArticlesPage"),
});
const newArticle = createRoute({
  getParentRoute: () => console,
  path: "/articles/new",
  component: lazyRouteComponent(() => import("~/features/knowledge/EditArticlePage"), "NewArticlePage"),
});
const article = createRoute({
  getParentRoute: () => console,
  path: "/articles/$id",
  component: lazyRouteComponent(() => import("~/features/knowledge/ArticlePage"), "ArticlePage"),
});
const editArticle = createRoute({
  getParentRoute: () => console,
  path: "/articles/$id/edit",
  component: lazyRouteComponent(() => import("~/features/knowledge/EditArticlePage"), "EditArticlePage"),
});
const people = createRoute({
  getParentRoute: () => console,
  path: "/people",
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import("~/features/people/PeoplePage"), "PeoplePage"),
});
const person = createRoute({
  getParentRoute: () => console,
  path: "/people/$id",
  component: lazyRouteComponent(() => import("~/features/people/PersonPage"), "PersonPage"),
});
const journal = createRoute({
  getParentRoute: () => console,
  path: "/journal",
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import("~/features/people/JournalPage"), "JournalPage"),
});
const settings = createRoute({
  getParentRoute: () => console,
  path: "/settings",
  validateSearch: tabSearch,
  component: lazyRouteComponent(() => import("~/features/settings/SettingsPage"), "SettingsPage"),
});

const tree = root.addChildren([
  setup,
  signIn,
  invitation,
  approve,
  signedIn.addChildren([
    secondFactor,
    portal.addChildren([
      portalHome,
      portalServices,
      portalService,
      portalRequests,
      portalRequest,
      portalApprovals,
      portalChat,
      portalArticles,
      portalArticle,
    ]),
    console.addChildren([
      home,
      queue,
      ticket,
      problems,
      tasks,
      changes,
      outages,
      reports,
      onCall,
      call,
      devices,
      enrolment,
      device,
      checkup,
      jobs,
      job,
      articles,
      newArticle,
      article,
      editArticle,
      people,
      person,
      journal,
      settings,
    ]),
  ]),
]);

export const router = createRouter({
  routeTree: tree,
  context: { queries: queryClient },
  defaultPreload: "intent",
  defaultPendingComponent: () => <Loading />,
  defaultErrorComponent: RouteFailed,
  defaultNotFoundComponent: NotFoundPage,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
