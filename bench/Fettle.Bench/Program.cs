Console.WriteLine("fettle-bench");
