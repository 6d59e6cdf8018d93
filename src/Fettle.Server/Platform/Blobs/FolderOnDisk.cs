using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Fettle.Server.Platform.Blobs;

/// <summary>A new name in a folder is on the disk once the folder itself is (fsync(2)); .NET opens no folders.</summary>
internal static partial class FolderOnDisk
{
    private const int ReadOnly = 0;

    /// <exception cref="IOException">The disk did not take it.</exception>
    public static void Sync(string folder)
    {
        // Windows writes names through by itself.
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(folder, ReadOnly);
        if (descriptor < 0)
            throw Failure(folder);
        try
        {
            if (Sync(descriptor) != 0)
                throw Failure(folder);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failure(string folder)
    {
        var error = Marshal.GetLastPInvokeError();
        return new($"{folder}: {new Win32Exception(error).Message}", error);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
