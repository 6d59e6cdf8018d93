using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Fettle.Agent.Platform.Windows;

/// <summary>The agent as a Windows service: installing it (sc.exe), and the conversation with the service control manager while it runs (winsvc.h).</summary>
[SupportedOSPlatform("windows")]
internal static unsafe partial class WindowsService
{
    private const string Name = "FettleAgent";
    private const uint OwnProcess = 0x10;
    private const uint StateStopped = 1;
    private const uint StateStopPending = 3;
    private const uint StateRunning = 4;
    private const uint AcceptStopAndShutdown = 1 | 4;
    private const uint ControlStop = 1;
    private const uint ControlShutdown = 5;

    // The manager calls back into static functions, so what they need is static as well.
    private static readonly CancellationTokenSource Stop = new();
    private static Func<CancellationToken, Task<int>>? _run;
    private static nint _handle;
    private static int _exitCode;

    /// <summary>Hands the thread to the service control manager until the service has stopped.</summary>
    public static Task<int> RunAsync(Func<CancellationToken, Task<int>> run)
    {
        _run = run;
        fixed (char* name = Name)
        {
            var table = stackalloc ServiceEntry[2];
            table[0] = new ServiceEntry { Name = name, Main = &Serve };
            table[1] = default;
            if (!StartServiceCtrlDispatcher(table))
                throw new InvalidOperationException($"the service control manager did not start this process (error {Marshal.GetLastPInvokeError()})");
        }
        return Task.FromResult(_exitCode);
    }

    /// <returns>What went wrong, in a sentence, or null.</returns>
    public static string? Install(string program, IReadOnlyList<string> arguments)
    {
        var commandLine = $"\"{program}\" {string.Join(' ', arguments.Select(word => word.Contains(' ') ? $"\"{word}\"" : word))} --service";
        return Control("create", Name, "binPath=", commandLine, "start=", "delayed-auto", "DisplayName=", "Fettle agent")
            ?? Control("failure", Name, "reset=", "86400", "actions=", "restart/5000/restart/30000/restart/60000")
            ?? Control("start", Name);
    }

    public static string? Uninstall()
    {
        // It may be stopped already, which is what was wanted.
        _ = Control("stop", Name);
        return Control("delete", Name);
    }

    private static string? Control(params string[] arguments)
    {
        var what = new ProcessStartInfo(Path.Combine(Environment.SystemDirectory, "sc.exe"), arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(what)!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : $"sc {arguments[0]} failed with {process.ExitCode}: {said.Trim()}";
    }

    [UnmanagedCallersOnly]
    private static void Serve(uint count, char** arguments)
    {
        fixed (char* name = Name)
            _handle = RegisterServiceCtrlHandlerEx(name, &OnControl, 0);
        Tell(StateRunning);
        _exitCode = _run!(Stop.Token).GetAwaiter().GetResult();
        Tell(StateStopped);
    }

    [UnmanagedCallersOnly]
    private static uint OnControl(uint control, uint kind, nint data, nint context)
    {
        if (control is ControlStop or ControlShutdown)
        {
            Tell(StateStopPending);
            Stop.Cancel();
        }
        return 0;
    }

    private static void Tell(uint state)
    {
        var status = new ServiceStatus
        {
            Kind = OwnProcess,
            State = state,
            Accepts = state == StateRunning ? AcceptStopAndShutdown : 0,
            ExitCode = state == StateStopped ? (uint)_exitCode : 0,
            WaitMilliseconds = state == StateStopPending ? 15_000u : 0,
        };
        _ = SetServiceStatus(_handle, &status);
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct ServiceEntry
    {
        public char* Name;
        public delegate* unmanaged<uint, char**, void> Main;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct ServiceStatus
    {
        public uint Kind;
        public uint State;
        public uint Accepts;
        public uint ExitCode;
        public uint SpecificExitCode;
        public uint CheckPoint;
        public uint WaitMilliseconds;
    }

    [LibraryImport("advapi32", EntryPoint = "StartServiceCtrlDispatcherW", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool StartServiceCtrlDispatcher(ServiceEntry* table);

    [LibraryImport("advapi32", EntryPoint = "RegisterServiceCtrlHandlerExW")]
    private static partial nint RegisterServiceCtrlHandlerEx(char* name, delegate* unmanaged<uint, uint, nint, nint, uint> handler, nint context);

    [LibraryImport("advapi32")]
    private static partial int SetServiceStatus(nint handle, ServiceStatus* status);
}
