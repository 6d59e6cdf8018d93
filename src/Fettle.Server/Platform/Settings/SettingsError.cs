namespace Fettle.Server.Platform.Settings;

/// <summary>A setting cannot be used. The message names it and says what to do; the program ends with exit code 2.</summary>
internal sealed class SettingsError(string setting, string why) : Exception($"The setting {setting} {why}");
