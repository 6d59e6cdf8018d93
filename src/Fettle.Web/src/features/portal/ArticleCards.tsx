import { IconBook2, IconChevronRight } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import classes from "./Portal.module.css";

interface Offered {
  id: number;
  title: string;
  firstLines?: string;
}

export function ArticleCards({ articles }: { articles: Offered[] }) {
  return (
    <ul className={classes.cards}>
      {articles.map((article) => (
        <li key={article.id}>
          <Link to="/help/articles/$id" params={{ id: String(article.id) }} className={classes.card}>
            <IconBook2 size={20} stroke={1.7} aria-hidden />
            <span className={classes.cardTitle}>{article.title}</span>
            <IconChevronRight size={18} aria-hidden />
            {article.firstLines && <span className={classes.cardText}>{article.firstLines}</span>}
          </Link>
        </li>
      ))}
    </ul>
  );
}
