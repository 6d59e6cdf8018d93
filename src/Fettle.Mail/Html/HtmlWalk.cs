using AngleSharp.Dom;

namespace Fettle.Mail.Html;

/// <summary>
/// Walks a tree in its order, without recursion since strangers decide how deep it is, and by the children's index since a node looks for its next
/// sibling among all of them.
/// </summary>
internal static class HtmlWalk
{
    /// <param name="enter">Returns whether the node's children are to be walked.</param>
    /// <param name="leave">Called after the children, also where there was none.</param>
    public static void Run(INode root, Func<INode, bool> enter, Action<INode> leave)
    {
        var open = new Stack<(INode Node, int Next)>();
        open.Push((root, enter(root) ? 0 : int.MaxValue));
        while (open.TryPop(out var top))
        {
            if (top.Next >= top.Node.ChildNodes.Length)
            {
                leave(top.Node);
                continue;
            }
            open.Push((top.Node, top.Next + 1));
            var child = top.Node.ChildNodes[top.Next];
            open.Push((child, enter(child) ? 0 : int.MaxValue));
        }
    }
}
