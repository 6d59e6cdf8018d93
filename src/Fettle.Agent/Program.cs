Console.WriteLine("fettle-agent");
